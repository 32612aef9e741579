import { z } from 'zod';
import { acceptCase } from '../../web/api/cases/steps/execution.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P2.1: level 2 has accepted. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: acceptCase,
});
