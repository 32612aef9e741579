/**
 * A second reckoning of deadlines, of another make, to hold against platform/deadline.ts: it walks through time minute by minute with
 * the state of the clock in its hand, knows Riga from Intl and the holidays of Latvia from a list of its own, and shares no code with
 * what it checks. Slow, and meant to be.
 */
export type OracleEvent =
  | { minute: number; act: 'pause'; id: string; untilMinute?: number }
  | { minute: number; act: 'resume'; id?: string }
  | { minute: number; act: 'term'; term: OracleTerm }
  | { minute: number; act: 'extend'; by: number }
  | { minute: number; act: 'stop' };
export type OracleTerm = { amount: number; unit: string; closing: boolean; stays: boolean };
/** Hours of each day of the week (1 to 7) and of days that differ, as minutes of the day. */
export type OracleCalendar = { week: Record<string, [number, number][]>; days: Record<string, [number, number][]> };

const MINUTE = 60_000;
const HOUR_MINUTES = 60;
/** Longest walk: two years. */
const HORIZON = 2 * 366 * 24 * HOUR_MINUTES;

const RIGA = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Riga', dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
const hours = new Map<number, { date: string; minutes: number }>();

/** Local date and minute of the day; the zone changes at full hours only, so one question an hour is enough. */
function wall(minute: number): { date: string; minutes: number } {
  const hour = Math.floor(minute / HOUR_MINUTES);
  let known = hours.get(hour);
  if (!known) {
    const [date, time] = RIGA.format(hour * HOUR_MINUTES * MINUTE).split(' ') as [string, string];
    known = { date, minutes: Number(time.slice(0, 2)) * HOUR_MINUTES + Number(time.slice(3)) };
    hours.set(hour, known);
  }
  return { date: known.date, minutes: known.minutes + (minute % HOUR_MINUTES) };
}

const dayOf = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const weekdayOf = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay() || 7;

/** Gauss. */
function easter(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return dayOf(year, Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1);
}

const plus = (date: string, days: number) => new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Law On Public Holidays, section 1, with the substitutes of 4 May and 18 November. */
const holidays = (year: number): Set<string> => {
  const fixed = ['01-01', '05-01', '05-04', '06-23', '06-24', '11-18', '12-24', '12-25', '12-26', '12-31'].map(it => `${year}-${it}`);
  const substitutes = [`${year}-05-04`, `${year}-11-18`].flatMap(date => (weekdayOf(date) >= 6 ? [plus(date, 8 - weekdayOf(date))] : []));
  return new Set([...fixed, ...substitutes, plus(easter(year), -2), plus(easter(year), 1)]);
};
/** Orders of the Cabinet: not worked, worked instead. */
const MOVED: Record<string, string> = { '2025-05-02': '2025-05-10', '2025-11-17': '2025-11-08', '2026-01-02': '2026-01-17', '2026-06-22': '2026-06-27' };

const opening = (date: string, { week, days }: OracleCalendar): [number, number][] => {
  if (days[date]) return days[date];
  const instead = Object.keys(MOVED).find(it => MOVED[it] === date);
  if (instead) return week[weekdayOf(instead)] ?? [];
  return MOVED[date] || holidays(Number(date.slice(0, 4))).has(date) ? [] : (week[weekdayOf(date)] ?? []);
};

/** Days from the start to the same date some months on, or to the last day of that month. */
function monthDays(start: string, months: number): number {
  const [year, month, day] = start.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return Math.round((Date.UTC(year, month - 1 + months, Math.min(day, last)) - Date.UTC(year, month - 1, day)) / 86_400_000);
}

export type Answer = { dueMinute: number | null; countedDays: string[]; countedMinutes: number[]; target: number };

/** What the term is in the end: the last one said, with the extensions said after it. */
function termInTheEnd(term: OracleTerm, events: OracleEvent[]): OracleTerm {
  let now = { ...term };
  for (const it of events) {
    if (it.act === 'stop') break;
    if (it.act === 'term') now = { ...it.term };
    if (it.act === 'extend') now = { ...now, amount: now.amount + it.by };
  }
  return now;
}

/** Walks from the start until the term is used up. `events` are those of this run, in order. */
export function walk(startMinute: number, first: OracleTerm, events: OracleEvent[], calendar: OracleCalendar): Answer {
  const term = termInTheEnd(first, events);
  const start = wall(startMinute).date;
  const byHour = term.unit === 'hours' || term.unit === 'working-hours';
  const target = term.unit === 'months' ? monthDays(start, term.amount) : byHour ? term.amount * HOUR_MINUTES : term.amount;
  const pauses = new Map<string, number>();
  const countedDays: string[] = [];
  const countedMinutes: number[] = [];
  let next = 0;
  let open: { date: string; spans: [number, number][] } = { date: '', spans: [] };
  let stopped = false;

  for (let minute = startMinute; minute < startMinute + HORIZON; minute++) {
    for (let event = events[next]; event && event.minute <= minute; event = events[++next]) {
      if (event.act === 'stop') stopped = true;
      if (stopped) continue;
      if (event.act === 'pause' && !pauses.has(event.id)) pauses.set(event.id, event.untilMinute ?? Infinity);
      if (event.act === 'resume') for (const id of [...pauses.keys()]) if (event.id === undefined || event.id === id) pauses.delete(id);
    }
    for (const [id, until] of pauses) if (until <= minute) pauses.delete(id);
    if (next >= events.length && [...pauses.values()].includes(Infinity)) break; // nobody will ever end it
    const { date, minutes } = wall(minute);
    if (open.date !== date) open = { date, spans: opening(date, calendar) };
    const runs = pauses.size === 0;

    if (byHour) {
      const counts = runs && (term.unit === 'hours' || open.spans.some(([from, to]) => from <= minutes && minutes < to));
      if (counts) countedMinutes.push(minute);
      if (countedMinutes.length === target) return { dueMinute: minute + 1, countedDays, countedMinutes, target };
      continue;
    }
    const closes = open.spans.at(-1)?.[1];
    const isEnd = term.closing && closes !== undefined ? minutes === closes : wall(minute + 1).date !== date;
    if (date === start || !isEnd || !runs) continue;
    const worked = open.spans.length > 0;
    if (worked || term.unit !== 'working-days') countedDays.push(date);
    if (countedDays.length >= target && (worked || (term.stays && term.unit !== 'working-days')))
      return { dueMinute: term.closing && closes !== undefined ? minute : minute + 1, countedDays, countedMinutes, target };
  }
  return { dueMinute: null, countedDays, countedMinutes, target };
}

/** What is left at a moment, in words of the table. */
export function left({ dueMinute, countedDays, countedMinutes, target }: Answer, unit: string, askedMinute: number): string {
  const today = wall(askedMinute).date;
  if (unit === 'hours' || unit === 'working-hours')
    return `${Math.max(0, target - countedMinutes.filter(it => it < askedMinute).length)} ${unit === 'hours' ? 'minutes' : 'working-minutes'}`;
  const used = countedDays.slice(0, target).filter(it => it <= today).length;
  if (unit === 'working-days') return `${Math.max(0, target - used)} working-days`;
  if (dueMinute === null) return `${Math.max(0, target - used)} calendar-days`;
  const last = wall(dueMinute - 1).date;
  return `${Math.max(0, Math.round((Date.parse(last) - Date.parse(today)) / 86_400_000))} calendar-days`;
}
