import { z } from 'zod';
import { recordSilence } from '../../web/api/cases/steps/silence.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** Nothing was decided in time and the law says what that means; N5, N6. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: recordSilence,
});
