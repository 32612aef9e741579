import Holidays from 'date-holidays';

/** A day off that would otherwise be a working day, in both languages. */
export type DayOff = { lv: string; en: string };

export interface Calendar {
  /** ISO date in, "2026-11-18". */
  isWorking(date: string): boolean;
  /** Why a day from Monday to Friday is not a working day; undefined when it is one, or when it is a weekend. */
  dayOff(date: string): DayOff | undefined;
}

/** `from` is not worked, `to` (a Saturday) is. */
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

/** Working days of Latvian institutions: Monday to Friday without public holidays (and their substitutes), moved days applied. */
export function makeCalendar(moved: readonly MovedDay[] = MOVED_DAYS): Calendar {
  const names = { lv: new Holidays('LV', { languages: ['lv'] }), en: new Holidays('LV', { languages: ['en'] }) };
  const years = new Map<string, Map<string, DayOff>>();
  const holidaysOf = (year: string) => years.get(year) ?? years.set(year, readYear(names, Number(year))).get(year)!;
  const movedTo = new Set(moved.map(it => it.to));
  const movedFrom = new Map(moved.map(it => [it.from, it.to]));

  const dayOff = (date: string): DayOff | undefined => {
    if (isWeekend(date)) return undefined;
    const to = movedFrom.get(date);
    return to ? { lv: `Darba diena pārcelta uz ${to}`, en: `Working day moved to ${to}` } : holidaysOf(date.slice(0, 4)).get(date);
  };
  return { dayOff, isWorking: date => movedTo.has(date) || (!isWeekend(date) && !dayOff(date)) };
}

const isWeekend = (date: string) => [0, 6].includes(new Date(date).getUTCDay());

function readYear(names: Record<'lv' | 'en', Holidays>, year: number): Map<string, DayOff> {
  const read = (language: 'lv' | 'en') => names[language].getHolidays(year).filter(it => it.type === 'public');
  const english = new Map(read('en').map(it => [it.date.slice(0, 10), it.name]));
  return new Map(read('lv').map(it => [it.date.slice(0, 10), { lv: it.name, en: english.get(it.date.slice(0, 10)) ?? it.name }]));
}
