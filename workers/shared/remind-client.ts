import { z } from 'zod';
import { remindClient } from '../../web/api/cases/steps/question.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** N3 again. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), questionId: z.uuid() }),
  output: z.object({ remindAt: z.string() }),
  run: remindClient,
});
