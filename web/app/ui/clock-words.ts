import type { z } from 'zod';
import type { deadlineStep, deadlineView } from '../../contract/cases.ts';
import type { Words } from '../i18n/use-words.ts';
import type { Level } from './status-tag.tsx';

type Deadline = z.infer<typeof deadlineView>;
type Step = z.infer<typeof deadlineStep>;

export const clockLevel = (deadline: Deadline): Level => (deadline.level === 'paused' ? 'waiting' : deadline.level);

/** The clock in words: "palikušas 3 darba dienas". `t` is of the namespace `domain`. */
export function clockWords({ state, dueAt, remainingWorkingDays, level }: Deadline, t: Words['t']): string {
  if (state === 'stopped') return t('clock.stopped');
  if (state === 'paused') return t('clock.paused');
  if (dueAt === null) return t('clock.none');
  if (remainingWorkingDays === null || remainingWorkingDays === 0) return t(level === 'overdue' ? 'clock.lateToday' : 'clock.today');
  if (remainingWorkingDays < 0 || level === 'overdue') return t('clock.late', { count: Math.abs(remainingWorkingDays) });
  return t('clock.left', { count: remainingWorkingDays });
}

const textOf = (value: unknown, language: Words['language']): string | null => {
  if (typeof value === 'string') return value;
  const text = value as Partial<Record<string, string>> | null | undefined;
  return text?.[language] ?? null;
};

/** One step of "why this date" in words. */
export function stepWords({ name, data }: Step, { t, language }: Pick<Words, 't' | 'language'>): string {
  if (name === 'term') return t('clock.step.term', { days: t('clock.days', { count: Number(data.workingDays ?? data.days ?? 0) }) });
  const holiday = name === 'holiday' ? textOf(data.name ?? data.title, language) : null;
  if (name === 'holiday') return holiday ? t('clock.step.holiday', { name: holiday }) : t('clock.step.holidayPlain');
  return t(`clock.step.${name}`);
}
