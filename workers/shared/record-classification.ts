import { z } from 'zod';
import { recordClassification } from '../../web/api/cases/steps/front-office.ts';
import { impact, kind, urgency } from '../../web/contract/words.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P1.2: classification by the table or a person; gives the route. */
export default defineSharedHandler({
  input: z.object({
    caseId: z.uuid(),
    kind,
    impact,
    urgency,
    priority: z.number().int().min(1).max(4).nullish(),
    by: z.enum(['table', 'person']).default('table'),
  }),
  output: z.object({
    nextAlarmAt: z.string(),
    kind: z.string(),
    serviceId: z.string().nullable(),
    serviceCode: z.string().nullable(),
    holder: z.string(),
    deliveryProcessId: z.string().nullable(),
    takeOver: z.string(),
    requestProcessId: z.string(),
    team: z.string(),
  }),
  run: recordClassification,
});
