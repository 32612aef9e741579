import type { z } from 'zod';
import type { deadlineView } from '../../contract/deadlines.ts';
import { useWords } from '../i18n/use-words.ts';
import { clockLevel, clockWords, stepWords } from './clock-words.ts';
import css from './deadline-clock.module.css';
import { StatusTag } from './status-tag.tsx';

/** The clock of a case: words first, then shape and colour; opens "why this date" step by step. */
export function DeadlineClock({ deadline, open = false }: { deadline: z.infer<typeof deadlineView>; /** The steps are shown at once. */ open?: boolean }) {
  const words = useWords('domain');
  const { t, date, dateTime, say } = words;
  const byHour = deadline.term?.unit === 'hours' || deadline.term?.unit === 'working-hours';
  const silence = deadline.state !== 'stopped' && deadline.term && deadline.term.silence !== 'nothing' ? deadline.term.silence : null;
  return (
    <div className={css.clock}>
      <StatusTag level={clockLevel(deadline)}>{clockWords(deadline, t)}</StatusTag>
      {deadline.dueAt && deadline.state !== 'stopped' && (
        <span className={css.due}>{t('clock.due', { date: byHour ? dateTime(deadline.dueAt) : date(deadline.dueAt) })}</span>
      )}
      {deadline.steps.length > 0 && (
        <details className={css.why} open={open || undefined}>
          <summary>{t('clock.why')}</summary>
          <ol className={css.steps}>
            {deadline.steps.map((step, index) => (
              <li key={index}>
                <time dateTime={step.at ?? step.on}>{step.at ? dateTime(step.at) : date(step.on)}</time>
                <span>{stepWords(step, words)}</span>
              </li>
            ))}
          </ol>
          {silence && <p className={css.law}>{t(`clock.silence.${silence}`)}</p>}
          {deadline.law && <p className={css.law}>{t('clock.law', { law: say(deadline.law) })}</p>}
        </details>
      )}
    </div>
  );
}
