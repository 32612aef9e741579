import type { z } from 'zod';
import { daysBetween, shift } from '../../../platform/local-time.ts';
import { holidaysOf, makeCalendar, MOVED_DAYS, USUAL_WEEK } from '../../../platform/working-days.ts';
import type { calendarView } from '../../contract/calendars.ts';

import type { AgencyTime } from './read.ts';

type View = z.output<typeof calendarView>;

/** A year of an agency: its weeks, the one that holds today, and every day that is not as they say. */
export function presentCalendar({ weeks, days }: AgencyTime, year: number, today: string): Pick<View, 'year' | 'week' | 'weeks' | 'days'> {
  const calendar = makeCalendar({ weeks, days });
  const own = new Map(days.map(it => [it.on, it]));
  const movedTo = new Map(MOVED_DAYS.map(it => [it.to, it.from]));
  const movedFrom = new Set(MOVED_DAYS.map(it => it.from));
  const holidays = holidaysOf(String(year));
  const first = `${year}-01-01`;
  const all = Array.from({ length: daysBetween(first, `${year + 1}-01-01`) }, (_, index) => shift(first, index));

  const special = all.flatMap((on): View['days'] => {
    const mine = own.get(on);
    if (mine) return [{ on, title: mine.title, working: mine.hours.length > 0, hours: mine.hours, source: 'agency' }];
    const from = movedTo.get(on);
    if (from)
      return [
        {
          on,
          title: { lv: `Darba diena, pārcelta no ${from}`, en: `Working day moved from ${from}` },
          working: calendar.isWorking(on),
          hours: [],
          source: 'moved',
        },
      ];
    const title = calendar.dayOff(on) ?? holidays.get(on);
    return title ? [{ on, title, working: false, hours: [], source: movedFrom.has(on) ? 'moved' : 'holiday' }] : [];
  });
  return { year, week: weeks.findLast(it => it.from <= today)?.week ?? USUAL_WEEK, weeks, days: special };
}
