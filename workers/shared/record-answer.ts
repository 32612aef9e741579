import { z } from 'zod';
import { recordAnswer } from '../../web/api/cases/steps/question.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** The client has answered: the case goes on. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), questionId: z.uuid() }),
  output: z.object({}),
  run: recordAnswer,
});
