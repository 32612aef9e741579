import { z } from 'zod';
import { returnCase } from '../../web/api/cases/steps/execution.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P2.1: wrong team, back to KAC. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ team: z.string() }),
  run: returnCase,
});
