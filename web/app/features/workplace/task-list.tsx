import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { listTasks } from '../../../contract/tasks.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { neighbour } from './held-list.ts';
import type { Queue } from './places.ts';
import { TaskRow, type TaskSummary } from './task-row.tsx';
import { useHeldRows } from './use-held-rows.ts';
import { useKeys } from './use-keys.ts';
import { usePages } from './use-pages.ts';
import styles from './task-list.module.css';

const NEXT_PLACE: Record<Queue, Queue | 'cases'> = { mine: 'unassigned', team: 'cases', unassigned: 'team', overdue: 'mine', 'handed-over': 'mine', all: 'cases' };

/** The middle pane. Keeps its place when live changes come; `j` `k` move, Enter opens. */
export function TaskList({ queue, open }: { queue: Queue; open: string | undefined }) {
  const { t } = useWords('workplace');
  const pages = usePages(listTasks, { queue });
  const [scrolled, setScrolled] = useState(false);
  const fresh = pages.data?.flatMap(page => page.tasks) ?? [];
  const { rows, held, release } = useHeldRows(fresh, scrolled || open !== undefined);
  const more = () => void pages.fetchNextPage().then(release);

  if (pages.isPending) return <Waiting what={t('list.loading')} lines={8} />;
  if (pages.isError && !pages.data) return <ProblemView problem={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <div className={styles.scroll} onScroll={event => setScrolled(event.currentTarget.scrollTop > 0)}>
      <p role="status" className={styles.new}>
        {held > 0 && (
          <>
            {t('list.new', { count: held })} ·{' '}
            <Button look="quiet" onClick={release}>
              {t('list.showNew')}
            </Button>
          </>
        )}
      </p>
      {rows.length === 0 ? <Empty queue={queue} /> : <Rows rows={rows} queue={queue} open={open} />}
      {pages.hasNextPage && (
        <Button look="quiet" busy={pages.isFetchingNextPage} onClick={more}>
          {t(pages.isFetchingNextPage ? 'list.loadingMore' : 'list.more')}
        </Button>
      )}
    </div>
  );
}

function Rows({ rows, queue, open }: { rows: TaskSummary[]; queue: Queue; open: string | undefined }) {
  const { t } = useWords('workplace');
  const auth = useAuth();
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState<string | null>(open ?? null);
  const keys = rows.map(row => row.key);
  const move = (step: 1 | -1) => {
    const next = neighbour(keys, current, step);
    if (next === null) return;
    setCurrent(next);
    list.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus();
  };
  useKeys({ 'next-row': () => move(1), 'previous-row': () => move(-1), ...useOpenCurrent(queue, current) });
  const me = 'id' in auth ? auth.id : '';
  const stop = current !== null && keys.includes(current) ? current : keys[0];

  return (
    <ol
      className={styles.rows}
      ref={list}
      aria-label={t('list.label', { queue: t(`queues.${queue}`) })}
      onFocus={event => setCurrent(event.target.getAttribute('data-row') ?? current)}
    >
      {rows.map(task => (
        <li key={task.key}>
          <TaskRow task={task} queue={queue} open={task.key === open} tabIndex={task.key === stop ? 0 : -1} me={me} />
        </li>
      ))}
    </ol>
  );
}

function useOpenCurrent(queue: Queue, current: string | null) {
  const navigate = useNavigate();
  return current === null ? {} : { 'open-row': () => void navigate({ to: '/work/tasks', search: { queue, task: current } }) };
}

function Empty({ queue }: { queue: Queue }) {
  const { t } = useWords('workplace');
  const next = NEXT_PLACE[queue];
  const look = { look: 'plain', children: t(`list.empty.${queue}.action`) } as const;
  return (
    <div className={styles.empty}>
      <EmptyState
        title={t(`list.empty.${queue}.title`)}
        action={next === 'cases' ? <ButtonLink to="/work/cases" {...look} /> : <ButtonLink to="/work/tasks" search={{ queue: next }} {...look} />}
      >
        {t(`list.empty.${queue}.text`)}
      </EmptyState>
    </div>
  );
}
