import { z } from 'zod';
import { askParties } from '../../web/api/changes/rounds.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P5.6: the plan stands, those affected are asked. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ agreeByAt: z.string(), roundId: z.uuid() }),
  run: askParties,
});
