import type { z } from 'zod';
import type { calendarView } from '../../../contract/calendars.ts';
import { useWords } from '../../i18n/use-words.ts';
import css from './deadlines.module.css';

type View = z.output<typeof calendarView>;
type Day = View['days'][number];

const MONDAY_FIRST = 6;
const pad = (value: number) => String(value).padStart(2, '0');

/** Weeks of a month, Monday first; null where the week belongs to another month. */
function weeksOf(year: number, month: number): (number | null)[][] {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + MONDAY_FIRST) % 7;
  const cells = [...Array<null>(before).fill(null), ...Array.from({ length: days }, (_, index) => index + 1)];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => Array.from({ length: 7 }, (__, day) => cells[week * 7 + day] ?? null));
}

/** The twelve months; a day that differs says why to whoever points at it or reads it out. The list beside it says the same in words. */
export function YearMap({ calendar }: { calendar: View }) {
  const { t, language, say } = useWords('deadlines');
  const special = new Map(calendar.days.map(day => [day.on, day]));
  const names = new Intl.DateTimeFormat(language === 'lv' ? 'lv-LV' : 'en-GB', { month: 'long', timeZone: 'UTC' });
  const letters = new Intl.DateTimeFormat(language === 'lv' ? 'lv-LV' : 'en-GB', { weekday: 'narrow', timeZone: 'UTC' });
  const title = (day: Day | undefined) => (day ? `${say(day.title)}: ${t(day.working ? 'calendar.works' : 'calendar.closed')}` : undefined);
  return (
    <div className={css.year}>
      {Array.from({ length: 12 }, (_, index) => index + 1).map(month => (
        <table key={month} className={css.month}>
          <caption>{names.format(Date.UTC(calendar.year, month - 1, 1))}</caption>
          <thead>
            <tr>
              {Array.from({ length: 7 }, (_, weekday) => (
                <th key={weekday} scope="col" abbr={t(`calendar.weekday.${weekday + 1}`)}>
                  {letters.format(Date.UTC(2024, 0, weekday + 1))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(calendar.year, month).map((week, row) => (
              <tr key={row}>
                {week.map((day, weekday) => {
                  if (day === null) return <td key={weekday} />;
                  const differs = special.get(`${calendar.year}-${pad(month)}-${pad(day)}`);
                  const off = calendar.week[String(weekday + 1) as '1'].length === 0;
                  const kind = differs ? (differs.working ? 'worked' : 'special') : off ? 'off' : 'plain';
                  return (
                    <td key={weekday} data-day={kind} title={title(differs)}>
                      {day}
                      {differs && <span className="visually-hidden"> {title(differs)}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
