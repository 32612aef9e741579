import type { ReactNode } from 'react';
import css from './status-tag.module.css';

export type Level = 'waiting' | 'on-time' | 'soon' | 'overdue' | 'done' | 'plain';

// The shape tells what the colour tells: hourglass-like ring, dot, triangle, square, tick.
const SHAPES: Record<Level, ReactNode> = {
  waiting: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
  'on-time': <circle cx="6" cy="6" r="4" fill="currentColor" />,
  soon: <path d="M6 1.5 11 10.5H1z" fill="currentColor" />,
  overdue: <rect x="1.5" y="1.5" width="9" height="9" fill="currentColor" />,
  done: <path d="M1.5 6.5 4.5 9.5 10.5 2.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  plain: <path d="M2 6h8" stroke="currentColor" strokeWidth="2" />,
};

/** A status: a word, a shape and a colour, in that order of weight. */
export function StatusTag({ level, children }: { level: Level; children: ReactNode }) {
  return (
    <span className={css.tag} data-level={level}>
      <svg className={css.shape} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {SHAPES[level]}
      </svg>
      {children}
    </span>
  );
}
