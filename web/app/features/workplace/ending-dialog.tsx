import { useState } from 'react';
import { reopenCase, voidCase } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { CaseView } from './case-tabs.tsx';
import { useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';
import styles from './case.module.css';

const SHORTEST = 3;
const SEND = { reopen: reopenCase, void: voidCase };

/** Closes what was registered by mistake, or opens a closed case again: what it does, and why it is done (PROCESSES §1.6). */
export function EndingDialog({ it, act, onClose }: { it: CaseView; act: 'reopen' | 'void'; onClose(): void }) {
  const { t, date } = useWords('workplace');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const short = reason.trim().length < SHORTEST;
  const send = async () => {
    setTried(true);
    if (short) return;
    const body = { reason: reason.trim() };
    const done = await run(
      () => call(SEND[act], { caseId: it.id }, body, { idempotencyKey: keyFor({ act, body }) }),
      () => t(`dialog.${act}.done`),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void send()}>
        {t(`dialog.${act}.do`)}
      </Button>
      <Button onClick={onClose}>{t('dialog.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t(`dialog.${act}.title`)} onClose={onClose} actions={actions}>
      <p>{t(`dialog.${act}.text`)}</p>
      {act === 'reopen' && it.reopenUntil && <p>{t('dialog.reopen.until', { date: date(it.reopenUntil) })}</p>}
      {problem && <ProblemView problem={problem} />}
      <TextArea
        autoFocus
        label={t(`dialog.${act}.reason`)}
        rows={3}
        maxLength={2000}
        value={reason}
        error={tried && short ? t('dialog.reasonShort') : null}
        onChange={event => setReason(event.target.value)}
      />
    </Dialog>
  );
}

/** Whether a closed case may be opened again; once the period is over, until when it could be and what to do instead. */
export function Reopening({ it, onReopen }: { it: CaseView; onReopen(): void }) {
  const { t, date } = useWords('workplace');
  if (it.may.includes('reopen')) return <Button onClick={onReopen}>{t('task.reopen')}</Button>;
  if (it.status !== 'closed' || it.outcome === 'duplicate' || !it.may.includes('note')) return null;
  if (it.reopenUntil === null) return <p className={styles.quiet}>{t('task.reopenNever')}</p>;
  if (new Date(it.reopenUntil) >= new Date()) return null;
  return <p className={styles.quiet}>{t('task.reopenOver', { date: date(it.reopenUntil) })}</p>;
}
