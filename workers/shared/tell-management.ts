import { z } from 'zod';
import { tellManagement } from '../../web/api/incidents/steps.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P3, major incidents: management is told at once. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: tellManagement,
});
