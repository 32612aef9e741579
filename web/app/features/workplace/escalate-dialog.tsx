import { useState } from 'react';
import { escalateCase } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';

const SHORTEST = 3;

/** Escalates to the team lead by hand, with a reason (B7.2). */
export function EscalateDialog({ caseId, onClose }: { caseId: string; onClose(): void }) {
  const { t } = useWords('workplace');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const short = reason.trim().length < SHORTEST;
  const escalate = async () => {
    setTried(true);
    if (short) return;
    const body = { reason: reason.trim() };
    const done = await run(
      () => call(escalateCase, { caseId }, body, { idempotencyKey: keyFor(body) }),
      () => t('dialog.escalate.done'),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void escalate()}>
        {t('dialog.escalate.do')}
      </Button>
      <Button onClick={onClose}>{t('dialog.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('dialog.escalate.title')} onClose={onClose} actions={actions}>
      <p>{t('dialog.escalate.text')}</p>
      {problem && <ProblemView problem={problem} />}
      <TextArea
        autoFocus
        label={t('dialog.escalate.reason')}
        rows={3}
        maxLength={2000}
        value={reason}
        error={tried && short ? t('dialog.reasonShort') : null}
        onChange={event => setReason(event.target.value)}
      />
    </Dialog>
  );
}
