import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { taskSummary } from '../../../contract/tasks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import { sameList, type Column } from '../lists/place.ts';
import { newsOf, useCells, type TaskLine } from '../lists/row-cells.tsx';
import styles from './task-list.module.css';

export type TaskSummary = z.output<typeof taskSummary>;

interface TaskRowProps {
  task: TaskLine;
  columns: readonly Column[];
  /** When the reader had last looked: what came later is marked, with the reason. */
  since: string | null;
  open: boolean;
  tabIndex: 0 | -1;
  me: string;
}

/** One row: what, for whom, by when, in the columns chosen. Its link says all of it, so that it can be heard as well as seen. */
export function TaskRow({ task, columns, since, open, tabIndex, me }: TaskRowProps) {
  const { t } = useWords('lists');
  const { t: people } = useWords('people');
  const cell = useCells();
  const line = { task, it: { ...task.case, submittedAt: task.submittedAt, waits: task.waits }, me };
  const { assignee, onBehalfOf, standIn } = task;
  const instead = onBehalfOf ?? (standIn?.id === me ? assignee : null);
  const why = newsOf({ news: task.news, arrivedAt: task.createdAt }, since);
  return (
    <Link
      to="/work/tasks"
      search={sameList({ task: task.key })}
      className={styles.row}
      data-row={task.key}
      tabIndex={tabIndex}
      aria-current={open ? 'true' : undefined}
      resetScroll={false}
    >
      {columns.map(({ id }) => (
        <span key={id} data-column={id} className={styles.cell}>
          {id === 'what' ? (
            <>
              <span className={styles.words}>
                {cell(id, line)}
                {instead && <> · {people('task.for', { name: instead.name })}</>}
              </span>
              {why && <StatusTag level="soon">{t(`news.why.${why}`, { defaultValue: why })}</StatusTag>}
            </>
          ) : (
            cell(id, line)
          )}
        </span>
      ))}
    </Link>
  );
}
