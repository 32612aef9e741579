import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, instant, text } from './words.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Stretches of working time within one day, in order, not touching: several a day. */
export const spans = z
  .array(z.object({ from: time, to: time }))
  .max(6)
  .refine(all => all.every(({ from, to }, index) => from < to && (index === 0 || all[index - 1]!.to < from)), 'in order, each after the one before');
export const week = z.object({ 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans });
const words = z.object({ lv: z.string().trim().min(2).max(120), en: z.string().trim().min(2).max(120) });

export const calendarView = z
  .object({
    agency: z.object({ id: z.string(), title: text }),
    year: z.number().int(),
    /** The week that holds today. */
    week,
    /** Weeks the agency has set, each from its first day on; the last may be still to come. Before the first: the usual week. */
    weeks: z.array(z.object({ from: day, week })),
    /** Days of the year that are not as the week says: public holidays, moved days, and the agency's own. */
    days: z.array(z.object({ on: day, title: text, working: z.boolean(), hours: spans, source: z.enum(['holiday', 'moved', 'agency']) })),
    mayChange: z.boolean(),
  })
  .meta({ id: 'Calendar' });

/** A change: one day of the agency, or none where `hours` is null (the agency's own day is taken back). */
export const calendarChange = z.object({ on: day, hours: spans.nullable(), title: words });

export const calendarMove = z.object({ caseId: z.uuid(), code: z.string(), from: instant.nullable(), to: instant.nullable() });

const preview = z
  .object({
    /** Cases whose date moves: all are counted, the first hundred are listed. */
    count: z.number().int(),
    moves: z.array(calendarMove),
    /** What was seen: the change is made only if it still moves exactly these. */
    seen: z.string(),
  })
  .meta({ id: 'CalendarPreview' });

const agency = z.object({ agencyId: z.string().min(1).max(60) });

export const getCalendar = endpoint({
  method: 'get',
  path: '/api/calendars/:agencyId',
  summary: 'Working time of an agency in a year',
  tag: 'calendars',
  access: 'signed-in',
  params: agency,
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  reply: calendarView,
  problems: ['not-found', 'not-permitted'],
});

export const previewCalendarDay = endpoint({
  method: 'post',
  path: '/api/calendars/:agencyId/day-previews',
  summary: 'Which running cases a change of one day would move, and to when; changes nothing',
  tag: 'calendars',
  access: 'signed-in',
  params: agency,
  body: calendarChange,
  reply: preview,
  problems: ['not-found', 'not-permitted', 'invalid-form'],
});

export const changeCalendarDay = endpoint({
  method: 'post',
  path: '/api/calendars/:agencyId/days',
  summary: 'Change one day: exactly the cases of the preview move, each is told once',
  tag: 'calendars',
  access: 'signed-in',
  params: agency,
  idempotent: true,
  status: 201,
  body: calendarChange.extend({ seen: z.string() }),
  reply: z.object({ count: z.number().int() }),
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});

export const previewCalendarWeek = endpoint({
  method: 'post',
  path: '/api/calendars/:agencyId/week-previews',
  summary: 'Which running cases other working hours would move; changes nothing',
  tag: 'calendars',
  access: 'signed-in',
  params: agency,
  body: z.object({ week, validFrom: day }),
  reply: preview,
  problems: ['not-found', 'not-permitted', 'invalid-form'],
});

export const changeCalendarWeek = endpoint({
  method: 'post',
  path: '/api/calendars/:agencyId/weeks',
  summary: 'Other working hours from a day to come: exactly the cases of the preview move, each is told once',
  tag: 'calendars',
  access: 'signed-in',
  params: agency,
  idempotent: true,
  status: 201,
  body: z.object({ week, validFrom: day, seen: z.string() }),
  reply: z.object({ count: z.number().int() }),
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});
