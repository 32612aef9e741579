import { z } from 'zod';
import { tellKac } from '../../web/api/cases/steps/execution.ts';
import { outcome } from '../../web/contract/words.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P2.3: level 2 informs KAC. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), outcome }),
  output: z.object({}),
  run: tellKac,
});
