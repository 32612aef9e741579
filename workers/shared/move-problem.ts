import { z } from 'zod';
import { moveProblem } from '../../web/api/problems/steps.ts';
import { PROBLEM_STATUSES } from '../../web/contract/problems.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P4.1, P4.2: the problem goes to the status the diagram names. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), to: z.enum(PROBLEM_STATUSES) }),
  output: z.object({ significant: z.boolean() }),
  run: moveProblem,
});
