import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { TASK_SORTS, type ViewDefinition } from '../../../contract/views.ts';
import { loadWords } from '../../i18n/i18n.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEarly } from '../../ui/use-early.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { ListBar } from '../lists/list-bar.tsx';
import { filterOf, readColumns } from '../lists/place.ts';
import { CASE_WORDS } from './places.ts';
import { Queues } from './queues.tsx';
import { TaskList } from './task-list.tsx';
import styles from './tasks-page.module.css';

/** The list is there first; the case and its words come while it is being read. */
const loadPane = () => Promise.all([import('./case-pane.tsx'), loadWords(...CASE_WORDS)]);
const CasePane = lazy(() => loadPane().then(([it]) => ({ default: it.CasePane })));

const route = getRouteApi('/work/staff/tasks');

/** Three panes: queues and views, list, case with its task. On a narrow screen one of them at a time. */
export function TasksPage() {
  const { t } = useWords('workplace');
  useEarly(loadPane);
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
          <Suspense fallback={<Waiting what={t('case.loading')} lines={6} />}>
            <CasePane key={task} taskKey={task} queue={queue} tab={tab} />
          </Suspense>
        </section>
      )}
    </div>
  );
}
