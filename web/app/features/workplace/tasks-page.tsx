import { getRouteApi } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import { CasePane } from './case-pane.tsx';
import { Queues } from './queues.tsx';
import { TaskList } from './task-list.tsx';
import styles from './tasks-page.module.css';

const route = getRouteApi('/work/staff/tasks');

/** Three panes: queues, list, case with its task. On a narrow screen one of them at a time. */
export function TasksPage() {
  const { t } = useWords('workplace');
  const { queue = 'mine', task, tab = 'task' } = route.useSearch();

  return (
    <div className={styles.panes} data-open={task !== undefined}>
      <h1 className="visually-hidden">{t('nav.tasks')}</h1>
      <div className={styles.queues} data-pane="queues">
        <Queues current={queue} />
      </div>
      <section className={styles.list} data-pane="list" tabIndex={-1} aria-label={t('list.label', { queue: t(`queues.${queue}`) })}>
        <TaskList key={queue} queue={queue} open={task} />
      </section>
      {task !== undefined && (
        <section className={styles.case} data-pane="case" tabIndex={-1} aria-label={t('case.label')}>
          <CasePane key={task} taskKey={task} queue={queue} tab={tab} />
        </section>
      )}
    </div>
  );
}
