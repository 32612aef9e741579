import { z } from 'zod';
import { routeComplaint } from '../../web/api/cases/steps/complaint.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** Who examines a complaint: never the one complained of; about handling, management. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ team: z.string() }),
  run: routeComplaint,
});
