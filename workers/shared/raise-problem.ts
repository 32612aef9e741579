import { z } from 'zod';
import { raiseProblem } from '../../web/api/problems/raise.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** M11: the cause of a restored incident goes to problem management. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ problemId: z.uuid() }),
  run: raiseProblem,
});
