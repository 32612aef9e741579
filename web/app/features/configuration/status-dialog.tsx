import { useState } from 'react';
import { changeItemStatus, ITEM_EVENTS, type ItemStatus } from '../../../contract/configuration.ts';
import { call } from '../../api/call.ts';
import { isCaseCode } from '../../../contract/words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup, Select, TextArea, TextField } from '../../ui/field.tsx';
import { useIntention } from '../workplace/use-intention.ts';
import { Faults } from './faults.tsx';
import { useConfigurationAct } from './use-configuration-act.ts';

const NEXT: Record<ItemStatus, ItemStatus[]> = {
  planned: ['in-use', 'retired'],
  'in-use': ['unavailable', 'retired'],
  unavailable: ['in-use', 'retired'],
  retired: [],
};
const idOf = (path: string) => `status-${path}`;

/** P6.4: another status by an approved change, or by something that happened; nothing else moves it. */
export function StatusDialog({ it, onClose }: { it: { id: string; status: ItemStatus; version: number }; onClose(): void }) {
  const { t } = useWords('configuration');
  const [to, setTo] = useState<ItemStatus>(NEXT[it.status][0]!);
  const mayEvent = [it.status, to].every(status => status === 'in-use' || status === 'unavailable');
  const [by, setBy] = useState<'change' | 'event'>(mayEvent ? 'event' : 'change');
  const kind = mayEvent ? by : 'change';
  const [event, setEvent] = useState<(typeof ITEM_EVENTS)[number]>('incident');
  const [code, setCode] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useConfigurationAct();
  const keyFor = useIntention();
  const isBadCode = (code.trim() !== '' || kind === 'change') && !isCaseCode(code);
  const isShort = (kind === 'event' || reason.trim() !== '') && reason.trim().length < 3;
  const save = async () => {
    setTried(true);
    if (isBadCode || isShort) return;
    const ground =
      kind === 'change' ? { kind, code: code.trim(), reason: reason.trim() || null } : { kind, event, code: code.trim() || null, reason: reason.trim() };
    const body = { status: to, ground, version: it.version };
    const done = await run(
      () => call(changeItemStatus, { itemId: it.id }, body, { idempotencyKey: keyFor(body) }),
      () => t('statusDialog.done', { status: t(`status.${to}`) }),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void save()}>
        {t('statusDialog.do')}
      </Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('statusDialog.title')} onClose={onClose} actions={actions}>
      <Faults problem={problem} idOf={idOf} />
      <RadioGroup
        id={idOf('status')}
        label={t('statusDialog.to')}
        value={to}
        onChange={value => setTo(value)}
        options={NEXT[it.status].map(value => ({ value, label: t(`status.${value}`) }))}
      />
      {mayEvent ? (
        <RadioGroup
          id={idOf('ground')}
          label={t('statusDialog.ground')}
          value={kind}
          onChange={value => setBy(value)}
          options={(['event', 'change'] as const).map(value => ({ value, label: t(`ground.${value}`) }))}
        />
      ) : (
        <p>{t('statusDialog.changeOnly')}</p>
      )}
      {kind === 'event' && (
        <Select
          label={t('statusDialog.event')}
          value={event}
          onChange={value => setEvent(value)}
          options={ITEM_EVENTS.map(value => ({ value, label: t(`eventKind.${value}`) }))}
        />
      )}
      <TextField
        {...(!mayEvent && { id: idOf('ground') })}
        label={t(kind === 'change' ? 'statusDialog.changeCode' : 'statusDialog.caseCode')}
        help={t('statusDialog.codeHelp')}
        optional={kind === 'event'}
        value={code}
        error={tried && isBadCode ? t('codeWrong') : null}
        onChange={typed => setCode(typed.target.value)}
      />
      <TextArea
        label={t('why')}
        rows={3}
        optional={kind === 'change'}
        value={reason}
        error={tried && isShort ? t('needed') : null}
        onChange={typed => setReason(typed.target.value)}
      />
    </Dialog>
  );
}
