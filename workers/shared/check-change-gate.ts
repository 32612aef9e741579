import { z } from 'zod';
import { checkGate } from '../../web/api/changes/steps.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P5.7: approved, time set, resources planned, risk accepted, or it does not begin. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ gateOpen: z.boolean() }),
  run: checkGate,
});
