import { z } from 'zod';
import { checkDeadline } from '../../web/api/cases/steps/deadline.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** The keeper’s alarm has rung: asks the clock. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ alarm: z.enum(['none', 'warning', 'missed', 'silence']), nextAlarmAt: z.string() }),
  run: checkDeadline,
});
