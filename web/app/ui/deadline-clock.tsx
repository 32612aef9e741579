import type { z } from 'zod';
import type { deadlineView } from '../../contract/cases.ts';
import { useWords } from '../i18n/use-words.ts';
import { clockLevel, clockWords, stepWords } from './clock-words.ts';
import css from './deadline-clock.module.css';
import { StatusTag } from './status-tag.tsx';

/** The clock of a case: words first, then shape and colour; opens "why this date" step by step. */
export function DeadlineClock({ deadline }: { deadline: z.infer<typeof deadlineView> }) {
  const words = useWords('domain');
  const { t, date, say } = words;
  return (
    <div className={css.clock}>
      <StatusTag level={clockLevel(deadline)}>{clockWords(deadline, t)}</StatusTag>
      {deadline.dueAt && deadline.state === 'running' && <span className={css.due}>{t('clock.due', { date: date(deadline.dueAt) })}</span>}
      {deadline.steps.length > 0 && (
        <details className={css.why}>
          <summary>{t('clock.why')}</summary>
          <ol className={css.steps}>
            {deadline.steps.map((step, index) => (
              <li key={index}>
                <time dateTime={step.on}>{date(step.on)}</time>
                <span>{stepWords(step, words)}</span>
              </li>
            ))}
          </ol>
          {deadline.law && <p className={css.law}>{t('clock.law', { law: say(deadline.law) })}</p>}
        </details>
      )}
    </div>
  );
}
