import { z } from 'zod';
import { closeBoard } from '../../web/api/changes/rounds.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P5.4: the vote is over, its minutes are made. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: closeBoard,
});
