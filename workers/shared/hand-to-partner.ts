import { z } from 'zod';
import { handToPartner } from '../../web/api/cases/steps/partner.ts';
import { defineSharedHandler } from '../shared-handler.ts';

/** Functional escalation from level 2 to level 3. */
export default defineSharedHandler({
  input: z.object({ caseId: z.uuid(), handOverId: z.uuid(), partnerByAt: z.string() }),
  output: z.object({}),
  run: handToPartner,
});
