import { z } from 'zod';
import { moveChange } from '../../web/api/changes/steps.ts';
import { CHANGE_STATUSES } from '../../web/contract/changes.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P5: the change goes to the status the diagram names. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), to: z.enum(CHANGE_STATUSES) }),
  output: z.object({}),
  run: moveChange,
});
