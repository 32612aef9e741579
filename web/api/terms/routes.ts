import { Router } from 'express';
import { previewTerm } from '../../contract/deadlines.ts';
import * as contract from '../../contract/terms.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Terms } from './service.ts';

export function termRoutes(binder: Binder, terms: Terms): Router {
  const router = Router();
  const staff = anyRole('kac-specialist', 'specialist', 'team-lead', 'service-manager', 'agency-admin', 'platform-admin', 'auditor');
  bind(router, binder, contract.listTerms, staff, terms.list);
  bind(router, binder, contract.addTerm, anyRole('service-manager', 'agency-admin', 'platform-admin'), terms.add);
  bind(router, binder, previewTerm, staff, terms.preview);
  return router;
}
