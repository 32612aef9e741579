import { z } from 'zod';
import { recordImplemented } from '../../web/api/changes/implement.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P5.7, M15: the change is in, its items have their statuses. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({}),
  run: recordImplemented,
});
