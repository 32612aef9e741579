import { z } from 'zod';
import { tellChildren } from '../../web/api/incidents/steps.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P3.4, M8: every linked incident hears that its parent is restored. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ told: z.number().int() }),
  run: tellChildren,
});
