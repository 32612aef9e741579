import { z } from 'zod';
import { kind } from '../web/contract/words.ts';

const text = z.object({ lv: z.string().min(1), en: z.string().min(1) });
const slug = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens');

const common = { title: text, summary: text, retired: z.boolean().default(false) };

/** P1–P12: shared by all services. */
export const supportSchema = z.strictObject({
  ...common,
  kind: z.literal('support'),
  requirement: z.string(),
  /** Kinds of application this process works on at level 2 (PROCESSES §1.3); `application` calls it by this list. */
  handles: z.array(kind).default([]),
});

/** One public service. What is published, what it asks, what it promises, what it rests on (PLATFORM §6). */
export const serviceSchema = z.strictObject({
  ...common,
  kind: z.literal('service'),
  /** Code in the catalogue, "P.08". */
  code: z.string().min(1),
  /** First part of the case code (B1.2), four digits. */
  caseCode: z.string().regex(/^\d{4}$/),
  /** Agency accountable for the service. */
  holder: slug,
  /** B28.4: one named person. */
  manager: z.string().min(1),
  categories: z.array(slug).min(1),
  lifeSituations: z.array(text),
  /** Words people say, in both languages, for search. */
  keywords: z.object({ lv: z.array(z.string()), en: z.array(z.string()) }),
  result: text,
  eligibility: z.array(text).min(1),
  cost: text,
  needs: z.array(z.object({ text, known: z.boolean(), source: z.string().optional() })),
  /**
   * Decision term in working days, and the law it rests on, until a dated term in the database says otherwise. `pausesFor`: what
   * stops the clock. `extension`: how many times it may be extended, to how many months in all, always with notice; none = never.
   */
  term: z.object({
    workingDays: z.number().int().positive(),
    law: text,
    pausesFor: z.array(z.enum(['client', 'partner', 'payment', 'institution', 'date'])),
    extension: z.object({ times: z.number().int().positive(), months: z.number().int().positive() }).optional(),
  }),
  law: z.array(z.object({ title: text, url: z.url().optional() })).min(1),
  channels: z.array(z.enum(['online', 'counter', 'phone', 'post'])).min(1),
  /** B13.7: a counter specialist may fill the form on the client's mandate. */
  assistant: z.boolean(),
  /** P2.1: `person` = level 2 accepts the case by hand; `automatic` = the delivery process starts at once. */
  takeOver: z.enum(['person', 'automatic']),
  /** J12: whether a decision may be made from a scan, or only when the paper original has come to the holder. */
  paper: z.enum(['scan-suffices', 'original-needed']).default('scan-suffices'),
  /** Id of the form-js form the client fills in. */
  startForm: slug,
  /** Once-only: form keys filled from registers. `path` is on the agency's system, `{personalCode}` is the client's; `field` is a dotted path in its answer. */
  prefill: z.array(z.object({ key: z.string(), agency: slug, path: z.string().startsWith('/'), field: z.string(), source: z.string() })),
  /** Labels of the facts the handlers record, and of decision outputs; "key.value" = that value, if it is a code, in words. */
  facts: z.record(z.string(), text),
  /** Legal grounds a decider picks from; `reason codes` of the tables are ids of grounds. */
  grounds: z.array(z.object({ id: slug, outcome: z.enum(['grant', 'refuse']), text, law: text })),
  appeal: z.object({ text, months: z.number().int().positive() }),
  /** Four eyes: which decisions a second person confirms: all of them, or grants of more than an amount. Absent: none. */
  decision: z.strictObject({ fourEyes: z.union([z.literal('always'), z.strictObject({ overCents: z.number().int().positive() })]) }).optional(),
});

/** `process.json` of a folder under processes/. */
export const processSchema = z.discriminatedUnion('kind', [supportSchema, serviceSchema]);
export type ProcessDescription = z.infer<typeof processSchema>;
export type ServiceDescription = z.infer<typeof serviceSchema>;

/** Properties of BPMN elements (zeebe:properties) that the rest of the system reads; see DIAGRAMS.md. */
export const ELEMENT_PROPERTIES = [
  'stage',
  'milestone.lv',
  'milestone.en',
  'name.en',
  'waits.for',
  'waits.reason',
  'team',
  'role',
  'level',
  'term',
  'items',
  'act',
  'returns',
  'teams',
  'next.lv',
  'next.en',
] as const;
