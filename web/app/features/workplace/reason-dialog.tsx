import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Conflict } from './task-actions.tsx';
import { useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';

const SHORTEST = 3;

interface Props {
  /** Key of the words: `people:dialog.<what>`, `people:do.<what>`, `people:done.<what>`. */
  what: 'giveBack' | 'takeOver';
  send(reason: string, idempotencyKey: string): Promise<unknown>;
  onClose(): void;
}

/** An act on a task that says why: giving back, taking over. What was typed stays until it has been done. */
export function ReasonDialog({ what, send, onClose }: Props) {
  const { t } = useWords('people');
  const { t: work } = useWords('workplace');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const short = reason.trim().length < SHORTEST;
  const act = async () => {
    setTried(true);
    if (short) return;
    const done = await run(
      () => send(reason.trim(), keyFor(reason.trim())),
      () => t(`done.${what}`),
    );
    if (done) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void act()}>
        {t(`do.${what}`)}
      </Button>
      <Button onClick={onClose}>{work('dialog.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t(`dialog.${what}.title`)} onClose={onClose} actions={actions}>
      <p>{t(`dialog.${what}.text`)}</p>
      {problem && (problem.slug === 'state-conflict' ? <Conflict /> : <ProblemView problem={problem} />)}
      <TextArea
        autoFocus
        label={t('dialog.reason')}
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={event => setReason(event.target.value)}
        error={tried && short ? t('dialog.reasonShort') : null}
      />
    </Dialog>
  );
}
