import { z } from 'zod';
import { announceInterruption } from '../../web/api/changes/implement.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P5.7: those affected hear of the interruption. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: announceInterruption,
});
