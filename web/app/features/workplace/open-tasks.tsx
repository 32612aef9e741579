import type { z } from 'zod';
import { listCaseTasks, type caseTask } from '../../../contract/tasks.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { Queue } from './places.ts';
import styles from './case.module.css';

type CaseTask = z.output<typeof caseTask>;

/** The list in which the task stands, for the way back from it. */
const queueOf = ({ access, assignee }: CaseTask, me: string | null): Queue => {
  if (access === 'look') return 'all';
  if (assignee === null) return 'unassigned';
  return assignee.id === me ? 'mine' : 'team';
};

/** What is to be done in a case now: the way there for whoever may go, and for everybody who has it. */
export function OpenTasks({ caseId }: { caseId: string }) {
  const { t } = useWords('workplace');
  const auth = useAuth();
  const me = 'id' in auth ? auth.id : null;
  const { data, error, refetch } = useCall(listCaseTasks, { caseId });
  if (error && !data) return <ProblemView problem={error} onRetry={() => void refetch()} />;
  if (!data || data.tasks.length === 0) return null;
  return (
    <ul className={styles.tasks} aria-label={t('openTasks.label')}>
      {data.tasks.map(task => (
        <Item key={task.key} task={task} me={me} />
      ))}
    </ul>
  );
}

function Item({ task, me }: { task: CaseTask; me: string | null }) {
  const { t, say } = useWords('workplace');
  const { access, assignee, team } = task;
  const whose =
    assignee === null
      ? t('openTasks.nobody', { team: say(team.title) })
      : assignee.id === me
        ? t('openTasks.mine')
        : t('openTasks.has', { name: assignee.name });
  return (
    <li className={styles.tags}>
      <span>
        <strong>{say(task.title)}</strong> · {whose}
      </span>
      {access !== 'none' && (
        <ButtonLink
          look={access === 'work' ? 'main' : 'plain'}
          to="/work/tasks"
          search={{ queue: queueOf(task, me), task: task.key }}
          aria-label={`${t(`openTasks.${access}`)}: ${say(task.title)}`}
        >
          {t(`openTasks.${access}`)}
        </ButtonLink>
      )}
    </li>
  );
}
