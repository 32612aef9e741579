import Holidays from 'date-holidays';
import { localAt } from './local-time.ts';

/** A text in both languages: why a day is off. */
export type DayOff = { lv: string; en: string };

/** A stretch of working time within one local day, "08:30" to "12:30". */
export type Span = { from: string; to: string };

/** Working hours by day of the week, 1 = Monday … 7 = Sunday; a day without any is a day off. */
export type Week = Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', Span[]>;

/** A day that differs from the week: without hours it is a day off, with hours it is worked. */
export type SpecialDay = { on: string; hours: Span[]; title: DayOff };

export interface Calendar {
  /** ISO date in, "2026-11-18". */
  isWorking(date: string): boolean;
  /** Why a day on which the week has hours is not a working day; undefined when it is one, or when the week has none. */
  dayOff(date: string): DayOff | undefined;
  /** Working time of a day as instants, in order; none on a day off. */
  hours(date: string): { from: Date; to: Date }[];
}

/** `from` is not worked, `to` (a Saturday) is, with the hours of `from`. */
export type MovedDay = { from: string; to: string };

/**
 * Working days moved by order of the Cabinet (Labour Law, section 133(4)), which binds institutions financed from the state
 * budget. The order for a year is issued by 1 July of the year before: add its days here.
 */
export const MOVED_DAYS: readonly MovedDay[] = [
  { from: '2025-05-02', to: '2025-05-10' },
  { from: '2025-11-17', to: '2025-11-08' },
  { from: '2026-01-02', to: '2026-01-17' },
  { from: '2026-06-22', to: '2026-06-27' },
];

const DAY: Span[] = [
  { from: '08:30', to: '12:30' },
  { from: '13:00', to: '17:00' },
];

/** What an agency works until it says otherwise: Monday to Friday, eight hours. */
export const USUAL_WEEK: Week = { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY, 6: [], 7: [] };

/** Working hours that hold from a day on, "2027-01-04", until others do. */
export type DatedWeek = { from: string; week: Week };

/** `week`: what was worked before the first of `weeks`, or always where there are none. */
export type CalendarData = { week?: Week; weeks?: readonly DatedWeek[]; days?: readonly SpecialDay[]; moved?: readonly MovedDay[] };

/**
 * Working time of an institution: its week, without public holidays (and their substitutes), moved days applied; the agency's own
 * days come before all of these.
 */
export function makeCalendar({ week = USUAL_WEEK, weeks = [], days = [], moved = MOVED_DAYS }: CalendarData = {}): Calendar {
  const special = new Map(days.map(it => [it.on, it]));
  const movedTo = new Map(moved.map(it => [it.to, it.from]));
  const movedFrom = new Map(moved.map(it => [it.from, it.to]));
  const newestFirst = [...weeks].sort((one, other) => (one.from < other.from ? 1 : -1));
  const byWeek = (date: string): Span[] => (newestFirst.find(it => it.from <= date)?.week ?? week)[weekday(date)];

  const dayOff = (date: string): DayOff | undefined => {
    const own = special.get(date);
    if (own) return own.hours.length === 0 ? own.title : undefined;
    if (byWeek(date).length === 0) return undefined;
    const to = movedFrom.get(date);
    return to ? { lv: `Darba diena pārcelta uz ${to}`, en: `Working day moved to ${to}` } : holidaysOf(date.slice(0, 4)).get(date);
  };
  const spans = (date: string): Span[] => {
    const own = special.get(date);
    if (own) return own.hours;
    const from = movedTo.get(date);
    if (from) return byWeek(from);
    return dayOff(date) ? [] : byWeek(date);
  };
  return {
    dayOff,
    isWorking: date => spans(date).length > 0,
    hours: date => spans(date).map(({ from, to }) => ({ from: localAt(date, from), to: localAt(date, to) })),
  };
}

const weekday = (date: string) => String(((new Date(date).getUTCDay() + 6) % 7) + 1) as keyof Week;

const names = { lv: new Holidays('LV', { languages: ['lv'] }), en: new Holidays('LV', { languages: ['en'] }) };
const years = new Map<string, Map<string, DayOff>>();

/** Public holidays of a year, by date. Law On Public Holidays; the names are those of the law. */
export const holidaysOf = (year: string): ReadonlyMap<string, DayOff> => years.get(year) ?? years.set(year, readYear(Number(year))).get(year)!;

function readYear(year: number): Map<string, DayOff> {
  const read = (language: 'lv' | 'en') => names[language].getHolidays(year).filter(it => it.type === 'public');
  const english = new Map(read('en').map(it => [it.date.slice(0, 10), it.name]));
  return new Map(read('lv').map(it => [it.date.slice(0, 10), { lv: it.name, en: english.get(it.date.slice(0, 10)) ?? it.name }]));
}
