import type { ReactNode } from 'react';
import css from './notice.module.css';

interface EmptyStateProps {
  title: string;
  /** Why it is empty, and what to do. */
  children?: ReactNode;
  action?: ReactNode;
  /** It stands in place of the whole page. */
  page?: boolean;
}

/** A list with nothing in it says why, and what to do. */
export function EmptyState({ title, children, action, page = false }: EmptyStateProps) {
  const Title = page ? 'h1' : 'h2';
  return (
    <div className={css.empty}>
      <Title className={css.title}>{title}</Title>
      {children && <div className={css.text}>{children}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}

/** A quiet box for what must not be missed. `live` is read out when it appears. */
export function Notice({ level = 'plain', live = false, children }: { level?: 'plain' | 'waiting' | 'done' | 'overdue'; live?: boolean; children: ReactNode }) {
  return (
    <div className={css.notice} data-level={level} {...(live && { role: 'status' })}>
      {children}
    </div>
  );
}
