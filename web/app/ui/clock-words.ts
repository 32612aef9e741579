import type { z } from 'zod';
import type { deadlineStep, deadlineView } from '../../contract/deadlines.ts';
import type { Words } from '../i18n/use-words.ts';
import type { Level } from './status-tag.tsx';

type Deadline = z.infer<typeof deadlineView>;
type Step = z.infer<typeof deadlineStep>;
type Say = Pick<Words, 't' | 'language' | 'date' | 'time'>;

export const clockLevel = (deadline: Deadline): Level => (deadline.level === 'paused' ? 'waiting' : deadline.level);

const HOUR_MINUTES = 60;

/** The clock in words: "palikušas 3 darba dienas". `t` is of the namespace `domain`. */
export function clockWords({ state, dueAt, remaining, level, waits }: Deadline, t: Words['t']): string {
  if (state === 'stopped') return t('clock.stopped');
  if (level === 'overdue') return t('clock.late');
  if (state === 'paused') return waits[0] ? t('clock.pausedFor', { who: whoWords(waits[0].for, t) }) : t('clock.paused');
  if (dueAt === null || remaining === null) return t('clock.none');
  if (remaining.unit === 'minutes' || remaining.unit === 'working-minutes') {
    const time = t('clock.hours', { hours: Math.floor(remaining.amount / HOUR_MINUTES), minutes: remaining.amount % HOUR_MINUTES });
    return t(remaining.unit === 'minutes' ? 'clock.leftMinutes' : 'clock.leftWorkingMinutes', { time });
  }
  if (remaining.amount === 0) return t('clock.today');
  return t(remaining.unit === 'working-days' ? 'clock.left' : 'clock.leftDays', { count: remaining.amount });
}

export const whoWords = (party: string, t: Words['t']): string => t(`clock.who.${party}`, { defaultValue: party });

/** "10 darba dienas", "1 mēnesis". */
export const lengthWords = (amount: unknown, unit: unknown, t: Words['t']): string => t(`clock.length.${String(unit)}`, { count: Number(amount) });

const textOf = (value: unknown, language: Words['language']): string | null => {
  if (typeof value === 'string') return value;
  const text = value as Partial<Record<string, string>> | null | undefined;
  return text?.[language] ?? null;
};

/** One step of "why this date" in words, with the reason that somebody gave. */
export function stepWords(step: Step, say: Say): string {
  const words = plainWords(step, say);
  const { reason } = step.data;
  return typeof reason === 'string' && reason !== '' ? say.t('clock.step.because', { words, reason }) : words;
}

function plainWords({ name, at, data }: Step, { t, language, date, time }: Say): string {
  const length = () => lengthWords(data.amount ?? data.by, data.unit, t);
  switch (name) {
    case 'started':
      return t(at ? 'clock.step.startedHours' : 'clock.step.started', { event: t(`clock.event.${String(data.countsFrom)}`) });
    case 'term':
    case 'extended':
    case 'target':
      return t(`clock.step.${name}`, { length: length() });
    case 'holiday': {
      const holiday = textOf(data.title, language);
      return holiday ? t('clock.step.holiday', { name: holiday }) : t('clock.step.holidayPlain');
    }
    case 'paused': {
      const who = whoWords(String(data.for), t);
      // the pause lasts until the day's end: its last moment is the midnight after
      return data.until ? t('clock.step.pausedUntil', { who, date: date(dayBefore(String(data.until))) }) : t('clock.step.paused', { who });
    }
    case 'resumed':
      return t(data.planned ? 'clock.step.resumedPlanned' : 'clock.step.resumed');
    case 'calendar':
      return t('clock.step.calendar', { name: textOf(data.title, language) ?? '', date: date(String(data.on)) });
    case 'rolled':
      return t('clock.step.rolled', { date: date(String(data.to)) });
    case 'due':
      if (at) return t('clock.step.dueHours', { length: length(), time: time(at) });
      return t(data.ends === 'closing' ? 'clock.step.dueClosing' : 'clock.step.due', { length: length() });
    default:
      return t(`clock.step.${name}`);
  }
}

const dayBefore = (instant: string) => new Date(Date.parse(instant) - 1).toISOString();
