import { z } from 'zod';
import { openIncident } from '../../web/api/incidents/steps.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P3.1: the incident is on record; what is like it is gathered. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ priority: z.number().int() }),
  run: openIncident,
});
