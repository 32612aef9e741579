import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { taskSummary } from '../../../contract/tasks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { DueTag } from './due-tag.tsx';
import type { Queue } from './places.ts';
import styles from './task-list.module.css';

export type TaskSummary = z.output<typeof taskSummary>;

/** One row: what, for whom, by when. Its link says all of it, so that it can be heard as well as seen. */
export function TaskRow({ task, queue, open, tabIndex, me }: { task: TaskSummary; queue: Queue; open: boolean; tabIndex: 0 | -1; me: string }) {
  const { t, say } = useWords('workplace');
  const { t: people } = useWords('people');
  const { case: it, assignee, onBehalfOf, standIn } = task;
  const instead = onBehalfOf ?? (standIn?.id === me ? assignee : null);
  const who = assignee === null ? t('list.nobody') : assignee.id === me ? t('list.you') : assignee.name;
  return (
    <Link
      to="/work/tasks"
      search={{ queue, task: task.key }}
      className={styles.row}
      data-row={task.key}
      tabIndex={tabIndex}
      aria-current={open ? 'true' : undefined}
      resetScroll={false}
    >
      <span className={styles.code}>{it.code}</span>
      <span className={styles.what}>
        <strong>{it.service ? say(it.service.title) : (it.subject ?? t('case.noSubject'))}</strong> <span className={styles.task}>{say(task.title)}</span>
      </span>
      <span className={styles.client}>{it.clientName}</span>
      {instead && <span className={styles.assignee}>{people('task.for', { name: instead.name })}</span>}
      {queue !== 'mine' && <span className={styles.assignee}>{who}</span>}
      <span className={styles.tags}>
        <DueTag {...it} />
      </span>
    </Link>
  );
}
