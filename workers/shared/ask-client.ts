import { z } from 'zod';
import { askClient } from '../../web/api/cases/steps/question.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** The case waits for its client, its clock stands still; N3. The dates as the client is told them. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), questionId: z.uuid() }),
  output: z.object({ answerByAt: z.string(), remindAt: z.string() }),
  run: askClient,
});
