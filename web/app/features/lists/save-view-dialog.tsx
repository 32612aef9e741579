import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changeView, countQueues, listViews, removeView, saveView, type ViewDefinition } from '../../../contract/views.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox, RadioGroup, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../workplace/announce.ts';
import { useIntention } from '../workplace/use-intention.ts';
import css from './dialogs.module.css';

interface SaveViewDialogProps {
  definition: ViewDefinition;
  view: string | undefined;
  onClose(): void;
}

/** Keeps the list as it is seen: anew, or in place of the view it came from. */
export function SaveViewDialog({ definition, view, onClose }: SaveViewDialogProps) {
  const { t } = useWords('lists');
  const known = useCall(listViews, {});
  const from = known.data?.views.find(it => it.id === view && it.may.includes('change'));
  const [name, setName] = useState<string | null>(null);
  const [owner, setOwner] = useState<'user' | 'team'>('user');
  const [isDefault, setDefault] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();
  const keyFor = useIntention();
  const said = name ?? from?.name ?? '';
  const asDefault = isDefault ?? from?.isDefault ?? false;

  const run = async (act: () => Promise<{ id: string } | void>, words: string) => {
    setBusy(true);
    setProblem(null);
    try {
      const kept = await act();
      announce(words);
      await reread(listViews, countQueues);
      await navigate({ to: '.', search: ((before: object) => ({ ...before, view: kept ? kept.id : undefined })) as never, replace: true, resetScroll: false });
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      void reread(listViews);
    } finally {
      setBusy(false);
    }
  };
  const isNamed = () => {
    setMissing(said.trim() === '');
    return said.trim() !== '';
  };
  const saveNew = () => {
    const body = { owner, name: said.trim(), definition, isDefault: asDefault };
    if (isNamed()) void run(() => call(saveView, {}, body, { idempotencyKey: keyFor(body) }), t('view.saved', { name: said.trim() }));
  };
  const change = () => {
    if (!from || !isNamed()) return;
    const body = { name: said.trim(), definition, position: from.position, isDefault: asDefault, version: from.version };
    void run(() => call(changeView, { viewId: from.id }, body), t('view.saved', { name: said.trim() }));
  };
  const remove = () => from && void run(() => call(removeView, { viewId: from.id }).then(() => {}), t('view.removed', { name: from.name }));

  return (
    <Dialog
      open
      title={t('view.title')}
      onClose={onClose}
      actions={
        <>
          {from && (
            <Button look="main" busy={busy} onClick={change}>
              {t('view.change', { name: from.name })}
            </Button>
          )}
          <Button look={from ? 'plain' : 'main'} busy={busy} onClick={saveNew}>
            {t(from ? 'view.saveAnother' : 'view.save')}
          </Button>
          {from && (
            <Button look="danger" busy={busy} onClick={remove}>
              {t('view.remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={event => {
          event.preventDefault();
          if (from) change();
          else saveNew();
        }}
      >
        <TextField
          label={t('view.name')}
          value={said}
          maxLength={60}
          autoFocus
          onChange={event => setName(event.target.value)}
          error={missing ? t('view.nameMissing') : null}
        />
        {known.data?.mayForTeam && !from && (
          <RadioGroup
            label={t('view.for')}
            options={[
              { value: 'user', label: t('view.forMe') },
              { value: 'team', label: t('view.forTeam') },
            ]}
            value={owner}
            onChange={it => setOwner(it as 'user' | 'team')}
          />
        )}
        <Checkbox label={t('view.default')} checked={asDefault} onChange={setDefault} />
        {problem && <ProblemView problem={problem} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
