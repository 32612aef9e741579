import { getRouteApi } from '@tanstack/react-router';
import { TASK_SORTS, type ViewDefinition } from '../../../contract/views.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ListBar } from '../lists/list-bar.tsx';
import { filterOf, readColumns } from '../lists/place.ts';
import { CasePane } from './case-pane.tsx';
import { Queues } from './queues.tsx';
import { TaskList } from './task-list.tsx';
import styles from './tasks-page.module.css';

const route = getRouteApi('/work/staff/tasks');

/** Three panes: queues and views, list, case with its task. On a narrow screen one of them at a time. */
export function TasksPage() {
  const { t } = useWords('workplace');
  const search = route.useSearch();
  const { queue = 'mine', sort = 'due', task, tab = 'task', cols, view } = search;
  const definition: Extract<ViewDefinition, { of: 'tasks' }> = { of: 'tasks', queue, sort, filter: filterOf(search), columns: readColumns(cols, 'tasks') };
  const looked = view ?? queue;

  return (
    <div className={styles.panes} data-open={task !== undefined}>
      <h1 className="visually-hidden">{t('nav.tasks')}</h1>
      <div className={styles.queues} data-pane="queues">
        <Queues current={looked} />
      </div>
      <section className={styles.list} data-pane="list" tabIndex={-1} aria-label={t('list.label', { queue: t(`queues.${queue}`) })}>
        <ListBar definition={definition} sorts={TASK_SORTS} view={view} />
        <TaskList key={JSON.stringify([looked, queue, sort, definition.filter])} definition={definition} view={looked} open={task} />
      </section>
      {task !== undefined && (
        <section className={styles.case} data-pane="case" tabIndex={-1} aria-label={t('case.label')}>
          <CasePane key={task} taskKey={task} queue={queue} tab={tab} />
        </section>
      )}
    </div>
  );
}
