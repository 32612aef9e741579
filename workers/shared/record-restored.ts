import { z } from 'zod';
import { recordRestored } from '../../web/api/incidents/steps.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P3.3: the service is restored; its applicant is told (N7). */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: recordRestored,
});
