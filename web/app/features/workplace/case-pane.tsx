import { Link } from '@tanstack/react-router';
import { getCase } from '../../../contract/cases.ts';
import { getTask } from '../../../contract/tasks.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { sameList } from '../lists/place.ts';
import { CaseHeader } from './case-header.tsx';
import { CaseTabs } from './case-tabs.tsx';
import type { Queue, Tab } from './places.ts';
import { TaskActions } from './task-actions.tsx';
import { TaskPanel } from './task-panel.tsx';
import styles from './case.module.css';

/** The right pane: the case, and the task of it that is open. */
export function CasePane({ taskKey, queue, tab }: { taskKey: string; queue: Queue; tab: Tab }) {
  const { t } = useWords('workplace');
  const task = useCall(getTask, { taskKey });
  const caseId = task.data?.case.id;
  const found = useCall(getCase, { caseId: caseId ?? '' }, { enabled: caseId !== undefined });

  if (task.isError && !task.data)
    return task.error.slug === 'not-found' ? <Gone queue={queue} /> : <ProblemView problem={task.error} onRetry={() => void task.refetch()} />;
  if (found.isError && !found.data) return <ProblemView problem={found.error} onRetry={() => void found.refetch()} />;
  if (!task.data || !found.data) return <Waiting what={t('case.loading')} lines={6} />;
  return (
    <div className={styles.pane}>
      <Link to="/work/tasks" search={sameList({ queue })} className={styles.back}>
        ← {t('case.back')}
      </Link>
      <CaseHeader it={found.data} />
      <TaskActions task={task.data} it={found.data} />
      <CaseTabs it={found.data} tab={tab} task={<TaskPanel task={task.data} it={found.data} queue={queue} />} />
    </div>
  );
}

function Gone({ queue }: { queue: Queue }) {
  const { t } = useWords('workplace');
  return (
    <div className={styles.pane}>
      <EmptyState
        title={t('task.gone')}
        action={
          <ButtonLink look="plain" to="/work/tasks" search={sameList({ queue })}>
            {t('case.back')}
          </ButtonLink>
        }
      >
        {t('task.goneText')}
      </EmptyState>
    </div>
  );
}
