import { z } from 'zod';
import { expireQuestion } from '../../web/api/cases/steps/question.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** The last date to answer has passed: the case goes on without. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), questionId: z.uuid() }),
  output: z.object({}),
  run: expireQuestion,
});
