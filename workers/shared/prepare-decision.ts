import { z } from 'zod';
import { prepareDecision } from '../../web/api/cases/steps/execution.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** The letter of the decision, not yet public. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: prepareDecision,
});
