import { z } from 'zod';
import { conveneBoard } from '../../web/api/changes/rounds.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P5.4: the advisory board is asked. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ voteByAt: z.string(), roundId: z.uuid() }),
  run: conveneBoard,
});
