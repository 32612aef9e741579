import { z } from 'zod';
import { closeWithdrawn } from '../../web/api/cases/steps/front-office.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** The applicant has withdrawn; N6. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), attempt: z.int().positive().optional() }),
  output: z.object({}),
  run: closeWithdrawn,
});
