import { z } from 'zod';
import { recordEscalation } from '../../web/api/cases/steps/deadline.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** Hierarchical escalation (PROCESSES §1.4). */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), reasonKind: z.enum(['deadline', 'manual']) }),
  output: z.object({ escalationId: z.string() }),
  run: recordEscalation,
});
