import { z } from 'zod';
import { reopenDisputed } from '../../web/api/cases/steps/front-office.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** The result was disputed with reason: a new clock. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ nextAlarmAt: z.string() }),
  run: reopenDisputed,
});
