import { z } from 'zod';
import { openProblem } from '../../web/api/problems/steps.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P4.1: the problem is in the register. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: openProblem,
});
