import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, instant, kind, text } from './words.ts';
import { official } from './personal.ts';

/** Words of terms: the same as platform/term.ts has (a test compares them); the contract stands on nothing. */
export const UNITS = ['working-days', 'calendar-days', 'months', 'working-hours', 'hours'] as const;
export const PARTIES = ['client', 'partner', 'payment', 'institution', 'date'] as const;
export const PURPOSES = ['acceptance', 'answer', 'decision'] as const;
export const COUNTS_FROM = ['submitted', 'registered', 'accepted', 'documents-complete', 'reopened'] as const;
export const SILENCES = ['nothing', 'accepted', 'refused'] as const;

const length = z.object({ amount: z.number().int().min(1).max(2000), unit: z.enum(UNITS) });

/** A dated term (P10.5). Null = any; the most special one that is valid when a case starts counts for all its life. */
const dated = z.object({
  purpose: z.enum(PURPOSES),
  agencyId: z.string().nullable(),
  serviceId: z.string().nullable(),
  kind: kind.nullable(),
  priority: z.number().int().min(1).max(4).nullable(),
  amount: z.number().int().min(1).max(2000),
  unit: z.enum(UNITS),
  ends: z.enum(['midnight', 'closing']),
  rolls: z.boolean(),
  countsFrom: z.enum(COUNTS_FROM),
  pausesFor: z.array(z.enum(PARTIES)),
  silence: z.enum(SILENCES),
  extension: z.object({ times: z.number().int().min(1).max(20), limit: length, notice: z.boolean() }).nullable(),
  law: text,
  validFrom: day,
  validTo: day.nullable(),
});
/** What is set from now on cites what it rests on, in both languages. */
const ground = z.string().trim().min(3).max(500);
export const proposedTerm = dated.extend({ law: z.object({ lv: ground, en: ground }) });

export const termRow = dated
  .extend({
    id: z.uuid(),
    mayChange: z.boolean(),
    /** Not begun yet: it may still be corrected or taken back. */
    mayTakeBack: z.boolean(),
    /** Taken back before it began, or corrected: another one stands in its place. */
    cancelled: z.object({ at: instant, by: official(z.string()), reason: z.string() }).nullable(),
  })
  .meta({ id: 'DatedTerm' });

/** A service the agency holds, with the term of its folder: it counts where no dated term of the service does. */
const heldService = z.object({ id: z.string(), title: text, term: z.object({ workingDays: z.number().int(), law: text }) });

export const listTerms = endpoint({
  method: 'get',
  path: '/api/terms',
  summary: 'Terms that apply to an agency, dated; without an agency, the general ones',
  tag: 'terms',
  access: 'signed-in',
  query: z.object({ agencyId: z.string().optional() }),
  reply: z.object({
    terms: z.array(termRow),
    services: z.array(heldService),
    /** For what the one who asks may set terms: everything of the agency (or in general), its services only, or nothing. */
    mayAdd: z.enum(['all', 'services', 'none']),
  }),
  problems: ['not-permitted'],
});

export const addTerm = endpoint({
  method: 'post',
  path: '/api/terms',
  summary: 'A new term from a day to come; the one it follows ends the day before, one planned for the same day gives way. Running cases keep theirs',
  tag: 'terms',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: proposedTerm,
  reply: termRow,
  problems: ['not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});

const termId = z.object({ termId: z.uuid() });
const why = z.string().trim().min(3).max(500);

export const cancelTerm = endpoint({
  method: 'post',
  path: '/api/terms/:termId/cancellation',
  summary: 'Take back a planned term before its first day, with a reason; the one it was to follow holds on as before',
  tag: 'terms',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  params: termId,
  body: z.object({ reason: why }),
  reply: termRow,
  problems: ['not-permitted', 'state-conflict', 'key-reused'],
});

export const correctTerm = endpoint({
  method: 'post',
  path: '/api/terms/:termId/corrections',
  summary: 'Put another version in the place of a planned one before its first day, for the same cases, with a reason',
  tag: 'terms',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  params: termId,
  body: proposedTerm.extend({ reason: why }),
  reply: termRow,
  problems: ['not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});
