import { z } from 'zod';
import { closeCase } from '../../web/api/cases/steps/front-office.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P1.7: only KAC closes; N6. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), attempt: z.int().positive().optional() }),
  output: z.object({}),
  run: closeCase,
});
