import { useState } from 'react';
import { claimTask, releaseTask } from '../../../contract/tasks.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import type { CaseView } from './case-tabs.tsx';
import { CaseActs, useCaseActs } from './case-acts.tsx';
import type { TaskView } from './decision.ts';
import { useAct } from './use-act.ts';
import { useKeys } from './use-keys.ts';
import styles from './case.module.css';

/** What one may do with the task: claim, release, hand over; and with its case: escalate, change its priority. */
export function TaskActions({ task, it }: { task: TaskView; it: CaseView }) {
  const { t } = useWords('workplace');
  const { run, busy, problem, forget } = useAct();
  const [assigning, setAssigning] = useState(false);
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
  useKeys({
    ...(may.includes('claim') && { claim }),
    ...(may.includes('release') && { release }),
    ...(may.includes('assign') && { 'hand-over': () => setAssigning(true) }),
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
        <CaseActs it={it} acts={acts} />
      </div>
      {problem && (problem.slug === 'state-conflict' ? <Conflict onSeen={forget} /> : <ProblemView problem={problem} />)}
      <AssignDialog task={task} open={assigning} onClose={() => setAssigning(false)} />
    </>
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
