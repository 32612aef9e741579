import { useState } from 'react';
import { extendCase } from '../../../contract/deadlines.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { CaseView } from '../workplace/case-tabs.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { EitherFields } from './either-fields.tsx';
import { fieldsOf, NOTHING } from './either-field.ts';
import { useClockPreview } from './use-clock-preview.ts';

const SHORTEST = 3;

/** Makes the term longer, as far as its law allows: by an amount or until a day, whichever is typed. */
export function ExtendDialog({ it, onClose }: { it: CaseView; onClose(): void }) {
  const { t, date } = useWords('deadlines');
  const [said, setSaid] = useState({ reason: '', law: '' });
  const [either, setEither] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const { answer, base } = useClockPreview(it.id, 'extend', either);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const fields = fieldsOf(either, answer);
  const short = said.reason.trim().length < SHORTEST;
  const unit = it.deadline.term?.unit ?? 'working-days';
  const fault = answer?.fault ? t(`fault.${answer.fault}`) : tried && !answer ? t('fault.required') : null;

  const extend = async () => {
    setTried(true);
    if (short || !answer?.amount || answer.fault) return;
    const body = { by: answer.amount, reason: said.reason.trim(), law: said.law.trim() || null, version: it.version };
    const done = await run(
      () => call(extendCase, { caseId: it.id }, body, { idempotencyKey: keyFor(body) }),
      () => t('extend.done'),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void extend()}>
        {t('extend.do')}
      </Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('extend.title')} onClose={onClose} actions={actions}>
      {problem && <ProblemView problem={problem} />}
      <EitherFields
        label={t(`extend.amount.${unit}`)}
        untilLabel={t('extend.until')}
        help={base?.latest ? `${t('extend.either')} ${t('extend.latest', { date: date(base.latest) })}` : t('extend.either')}
        fields={fields}
        fault={fault}
        onType={setEither}
      />
      <p role="status">{answer?.dueAt && !answer.fault ? t('extend.result', { date: date(answer.dueAt) }) : ''}</p>
      <TextArea
        label={t('extend.reason')}
        help={t('extend.reasonHelp')}
        rows={2}
        maxLength={1000}
        value={said.reason}
        error={tried && short ? t('reasonShort') : null}
        onChange={event => setSaid({ ...said, reason: event.target.value })}
      />
      <TextField label={t('extend.law')} optional maxLength={300} value={said.law} onChange={event => setSaid({ ...said, law: event.target.value })} />
    </Dialog>
  );
}
