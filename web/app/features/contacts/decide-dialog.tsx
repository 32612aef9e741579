import { useState } from 'react';
import { decideCallBack } from '../../../contract/contacts.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useRun, type CallBack } from './call-backs-page.tsx';

const DECISIONS = ['move', 'drop'] as const;

/** A missed call is the lead's: another time, or no call any more; either with a reason. */
export function DecideDialog({ it, open, onClose }: { it: CallBack; open: boolean; onClose(): void }) {
  const { t } = useWords('contacts');
  const [decision, setDecision] = useState<(typeof DECISIONS)[number]>('move');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useRun();
  const short = reason.trim().length < 3;
  const decide = async () => {
    setTried(true);
    if (short) return;
    if (
      await run(() =>
        call(decideCallBack, { callBackId: it.id }, { decision, reason: reason.trim(), version: it.version }, { idempotencyKey: crypto.randomUUID() }),
      )
    )
      onClose();
  };
  return (
    <Dialog
      open={open}
      title={t('decide.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="main" busy={busy} onClick={() => void decide()}>
            {t('decide.save')}
          </Button>
          <Button onClick={onClose}>{t('common:do.cancel')}</Button>
        </>
      }
    >
      {problem && <ProblemView problem={problem} />}
      <RadioGroup<(typeof DECISIONS)[number]>
        label={t('decide.what')}
        value={decision}
        onChange={setDecision}
        options={DECISIONS.map(value => ({ value, label: t(`decide.${value}`) }))}
      />
      <TextArea
        label={t('decide.reason')}
        error={tried && short ? t('decide.reasonShort') : null}
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
    </Dialog>
  );
}
