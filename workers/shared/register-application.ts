import { z } from 'zod';
import { registerApplication } from '../../web/api/cases/steps/front-office.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** P1.1: every application is registered; N1. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ nextAlarmAt: z.string() }),
  run: registerApplication,
});
