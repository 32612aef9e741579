import { z } from 'zod';
import { askClient } from '../../web/api/cases/steps/question.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** The case waits for its client, its clock stands still; N3. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), questionId: z.uuid() }),
  output: z.object({}),
  run: askClient,
});
