import { useState } from 'react';
import { claimTask, giveTaskBack, releaseTask, standInForTask, takeTaskOver } from '../../../contract/tasks.ts';
import { call } from '../../api/call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import type { CaseView } from './case-tabs.tsx';
import { CaseActs, useCaseActs } from './case-acts.tsx';
import type { TaskView } from './decision.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';
import { useKeys } from './use-keys.ts';
import styles from './case.module.css';

/** What one may do with the task: claim, release, hand over; and with its case: escalate, change its priority. */
export function TaskActions({ task, it }: { task: TaskView; it: CaseView }) {
  const { t } = useWords('workplace');
  const { run, busy, problem, forget } = useAct();
  const { t: people } = useWords('people');
  const [assigning, setAssigning] = useState(false);
  const [reasonFor, setReasonFor] = useState<'giveBack' | 'takeOver' | null>(null);
  const keyFor = useIntention();
  const acts = useCaseActs();
  const { key: taskKey, version, may } = task;
  const claim = () =>
    void run(
      () => call(claimTask, { taskKey }, { version }),
      () => t('task.claimed'),
    );
  const release = () =>
    void run(
      () => call(releaseTask, { taskKey }, { version }),
      () => t('task.released'),
    );
  const standIn = () =>
    void run(
      () => call(standInForTask, { taskKey }, { version }, { idempotencyKey: keyFor({ taskKey, version }) }),
      () => people('done.standIn'),
    );
  useKeys({
    ...(may.includes('claim') && { claim }),
    ...(may.includes('release') && { release }),
    ...(may.includes('assign') && { 'hand-over': () => setAssigning(true) }),
    ...(may.includes('take-over') && { 'take-over': () => setReasonFor('takeOver') }),
  });

  return (
    <>
      <div className={styles.actions}>
        {may.includes('claim') && (
          <Button look="main" busy={busy} onClick={claim}>
            {t('task.claim')}
          </Button>
        )}
        {may.includes('release') && (
          <Button busy={busy} onClick={release}>
            {t('task.release')}
          </Button>
        )}
        {may.includes('assign') && <Button onClick={() => setAssigning(true)}>{t('task.assign')}</Button>}
        {may.includes('stand-in') && (
          <Button look="main" busy={busy} onClick={standIn}>
            {people('do.standIn')}
          </Button>
        )}
        {may.includes('give-back') && <Button onClick={() => setReasonFor('giveBack')}>{people('do.giveBack')}</Button>}
        {may.includes('take-over') && <Button onClick={() => setReasonFor('takeOver')}>{people('do.takeOver')}</Button>}
        <CaseActs it={it} acts={acts} />
      </div>
      <HandedOver task={task} />
      {problem && (problem.slug === 'state-conflict' ? <Conflict onSeen={forget} /> : <ProblemView problem={problem} />)}
      <AssignDialog task={task} open={assigning} onClose={() => setAssigning(false)} />
      {reasonFor && (
        <ReasonDialog
          what={reasonFor}
          onClose={() => setReasonFor(null)}
          send={(reason, idempotencyKey) => call(reasonFor === 'giveBack' ? giveTaskBack : takeTaskOver, { taskKey }, { version, reason }, { idempotencyKey })}
        />
      )}
    </>
  );
}

/** Who handed the task over and what they said; in whose place one works. */
function HandedOver({ task: { handOver, onBehalfOf, standIn, assignee } }: { task: TaskView }) {
  const { t } = useWords('people');
  const auth = useAuth();
  const me = 'id' in auth ? auth.id : '';
  if (!handOver && !onBehalfOf && standIn?.id !== me) return null;
  const from = handOver && t(handOver.for ? 'task.fromFor' : 'task.from', { name: handOver.from?.name ?? '', for: handOver.for?.name });
  return (
    <Notice>
      {standIn?.id === me && assignee && <p>{t('task.standInFor', { name: assignee.name })}</p>}
      {onBehalfOf && <p>{t('task.for', { name: onBehalfOf.name })}</p>}
      {from && <p>{from}</p>}
      {handOver?.note && <p className={styles.body}>{handOver.note}</p>}
    </Notice>
  );
}

/** Two people at one task: the newest state is on screen by now, and nothing typed is lost (F3). */
export function Conflict({ onSeen }: { onSeen?: () => void }) {
  const { t } = useWords('workplace');
  return (
    <Notice level="waiting" live>
      <p>{t('task.conflict')}</p>
      {onSeen && (
        <div>
          <Button onClick={onSeen}>{t('dialog.close')}</Button>
        </div>
      )}
    </Notice>
  );
}
