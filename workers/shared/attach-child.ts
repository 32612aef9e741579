import { z } from 'zod';
import { attachChild } from '../../web/api/incidents/steps.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P3.1: the same as an open incident; it waits for that one. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: attachChild,
});
