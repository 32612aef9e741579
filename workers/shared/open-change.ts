import { z } from 'zod';
import { openChange } from '../../web/api/changes/steps.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P5.1: the change is in the register. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: openChange,
});
