import { z } from 'zod';
import { raiseChangeRequest } from '../../web/api/cases/steps/change.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** An accepted suggestion becomes a change request, linked. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ changeId: z.uuid() }),
  run: raiseChangeRequest,
});
