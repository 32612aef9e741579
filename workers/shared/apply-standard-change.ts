import { z } from 'zod';
import { applyStandard } from '../../web/api/changes/standard.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P5.5 of a standard change: the approval given beforehand. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ standardHolds: z.boolean() }),
  run: applyStandard,
});
