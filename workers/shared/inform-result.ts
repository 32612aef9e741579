import { z } from 'zod';
import { informResult } from '../../web/api/cases/steps/front-office.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P1.6: the result is public, the clock stops; N5. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: informResult,
});
