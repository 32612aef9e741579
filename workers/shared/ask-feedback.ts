import { z } from 'zod';
import { askFeedback } from '../../web/api/cases/steps/front-office.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P1.7: asks the client how it went. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: askFeedback,
});
