import { z } from 'zod';
import { takeBack } from '../../web/api/cases/steps/partner.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** The partner has answered, or has not in time: level 2 goes on. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), handOverId: z.uuid(), partnerResult: z.enum(['done', 'cannot', 'no-answer']) }),
  output: z.object({}),
  run: takeBack,
});
