import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type CSSProperties } from 'react';
import { listTasks } from '../../../contract/tasks.ts';
import { countQueues, type ViewDefinition } from '../../../contract/views.ts';
import { useCall } from '../../api/use-call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { SelectAllBox, SelectBox } from '../bulk/select-box.tsx';
import { useSelection, type Chosen } from '../bulk/use-selection.ts';
import { isNarrowed, sameList, templateOf } from '../lists/place.ts';
import type { TaskLine } from '../lists/row-cells.tsx';
import { rememberedRow, useScrollMemory } from '../lists/use-scroll-memory.ts';
import { useSince } from '../lists/use-since.ts';
import { beyond, neighbour } from './held-list.ts';
import type { Queue } from './places.ts';
import { TaskRow } from './task-row.tsx';
import { useHeldRows } from './use-held-rows.ts';
import { useKeys } from './use-keys.ts';
import styles from './task-list.module.css';

const NEXT_PLACE: Record<Queue, Queue | 'cases'> = {
  mine: 'unassigned',
  team: 'cases',
  unassigned: 'team',
  overdue: 'mine',
  'handed-over': 'mine',
  all: 'cases',
};

type TaskDefinition = Extract<ViewDefinition, { of: 'tasks' }>;
interface TaskListProps {
  definition: TaskDefinition;
  /** Name of the queue, or id of the kept view: what one looks at. */
  view: string;
  open: string | undefined;
}

/** The middle pane. Keeps its place when live changes come, and when one comes back; `j` `k` move, Enter opens. */
export function TaskList({ definition, view, open }: TaskListProps) {
  const { t } = useWords('workplace');
  const { t: list } = useWords('lists');
  const { queue, sort, filter } = definition;
  const pages = usePages(listTasks, { queue, sort, ...filter });
  const pane = useRef<HTMLDivElement>(null);
  const [touched, setTouched] = useState(false);
  const fresh = pages.data?.flatMap(page => page.tasks) ?? [];
  const { rows, held, release } = useHeldRows(fresh, touched || open !== undefined);
  const name = JSON.stringify([queue, sort, filter]);
  useScrollMemory(name, pane, rows.length > 0);
  const since = useSince(view);
  const arrived = useArrived(view);
  const further = pages.hasNextPage ? beyond(arrived, fresh, since) : 0;
  const more = () => void pages.fetchNextPage().then(release);
  // above the rows: what is done to them may take them out of this list, and its result and the way back must stay
  const chosen = useSelection(rows.map(row => row.key));

  if (pages.isPending) return <Waiting what={t('list.loading')} lines={8} />;
  if (pages.isError && !pages.data) return <ProblemView problem={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <div
      ref={pane}
      className={styles.scroll}
      onScroll={event => setTouched(event.currentTarget.scrollTop > 0)}
      onPointerMove={() => setTouched(true)}
      onPointerLeave={() => setTouched((pane.current?.scrollTop ?? 0) > 0)}
      onFocus={() => setTouched(true)}
    >
      <p role="status" className={styles.new}>
        {held > 0 && (
          <>
            {t('list.new', { count: held })} ·{' '}
            <Button look="quiet" onClick={release}>
              {t('list.showNew')}
            </Button>
          </>
        )}
        {held > 0 && further > 0 && ' '}
        {further > 0 && list('news.beyond', { count: further })}
      </p>
      <BulkBar of="tasks" chosen={chosen} caseIds={rows.filter(row => chosen.has(row.key)).map(row => row.case.id)} onDone={release} />
      {rows.length === 0 ? (
        <Empty queue={queue} narrowed={isNarrowed(filter)} />
      ) : (
        <Rows name={name} rows={rows} definition={definition} since={since} open={open} chosen={chosen} />
      )}
      {pages.hasNextPage && (
        <Button look="quiet" busy={pages.isFetchingNextPage} onClick={more}>
          {t(pages.isFetchingNextPage ? 'list.loadingMore' : 'list.more')}
        </Button>
      )}
    </div>
  );
}

/** How many have come to this queue or view since it was last looked at. */
function useArrived(view: string): number {
  const counters = useCall(countQueues, {}).data;
  const counter = counters && ((counters.queues as Record<string, (typeof counters.views)[string]>)[view] ?? counters.views[view]);
  return counter?.news.find(it => it.why === 'arrived')?.count ?? 0;
}

interface RowsProps {
  name: string;
  rows: TaskLine[];
  definition: TaskDefinition;
  since: string | null;
  open: string | undefined;
  chosen: Chosen;
}

function Rows({ name, rows, definition, since, open, chosen }: RowsProps) {
  const { t } = useWords('workplace');
  const { t: word } = useWords('lists');
  const auth = useAuth();
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState<string | null>(open ?? rememberedRow(name));
  const keys = rows.map(row => row.key);
  const move = (step: 1 | -1) => {
    const next = neighbour(keys, current, step);
    if (next === null) return;
    setCurrent(next);
    list.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus();
  };
  useKeys({ 'next-row': () => move(1), 'previous-row': () => move(-1), ...useOpenCurrent(current) });
  const me = 'id' in auth ? auth.id : '';
  const stop = current !== null && keys.includes(current) ? current : keys[0];
  const { columns, queue } = definition;
  const shown = queue === 'mine' ? columns.filter(it => it.id !== 'assignee') : columns;

  return (
    <div style={{ '--columns': templateOf(shown) } as CSSProperties} className={styles.grid}>
      <div className={styles.top}>
        <SelectAllBox chosen={chosen} />
        <div className={styles.head} aria-hidden="true">
          {shown.map(({ id }) => (
            <span key={id}>{word(`column.${id}`)}</span>
          ))}
        </div>
      </div>
      <ol
        className={styles.rows}
        ref={list}
        aria-label={t('list.label', { queue: t(`queues.${queue}`) })}
        onFocus={event => setCurrent(event.target.getAttribute('data-row') ?? current)}
      >
        {rows.map(task => (
          <li key={task.key}>
            <SelectBox id={task.key} name={task.case.code} chosen={chosen} tabIndex={task.key === stop ? 0 : -1} />
            <TaskRow task={task} columns={shown} since={since} open={task.key === open} tabIndex={task.key === stop ? 0 : -1} me={me} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function useOpenCurrent(current: string | null) {
  const navigate = useNavigate();
  return current === null ? {} : { 'open-row': () => void navigate({ to: '/work/tasks', search: sameList({ task: current }) }) };
}

function Empty({ queue, narrowed }: { queue: Queue; narrowed: boolean }) {
  const { t } = useWords('workplace');
  const { t: list } = useWords('lists');
  const next = NEXT_PLACE[queue];
  if (narrowed)
    return (
      <div className={styles.empty}>
        <EmptyState
          title={list('empty.title')}
          action={
            <ButtonLink look="plain" to="/work/tasks" search={{ queue }}>
              {list('empty.clear')}
            </ButtonLink>
          }
        >
          {list('empty.text')}
        </EmptyState>
      </div>
    );
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
