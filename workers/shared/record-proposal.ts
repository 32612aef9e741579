import { z } from 'zod';
import { recordProposal } from '../../web/api/cases/steps/execution.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** What the tables propose to the decider. */
export default defineSharedHandler({
  input: z.object({
    caseId: z.uuid(),
    proposal: z
      .object({
        result: z.string(),
        reasonCode: z
          .string()
          .nullish()
          .transform(it => it ?? null),
        amountCents: z
          .number()
          .int()
          .nullish()
          .transform(it => it ?? null),
      })
      .nullish()
      .transform(it => it ?? null),
  }),
  output: z.object({}),
  run: recordProposal,
});
