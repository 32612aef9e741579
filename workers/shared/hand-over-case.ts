import { z } from 'zod';
import { handOverCase } from '../../web/api/cases/steps/front-office.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P1.4: functional escalation to level 2; N2. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ team: z.string() }),
  run: handOverCase,
});
