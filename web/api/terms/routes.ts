import { Router } from 'express';
import { previewTerm } from '../../contract/deadlines.ts';
import * as contract from '../../contract/terms.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Terms } from './service.ts';

export function termRoutes(binder: Binder, terms: Terms): Router {
  const router = Router();
  const staff = anyRole('kac-specialist', 'specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin', 'platform-admin', 'auditor');
  bind(router, binder, contract.listTerms, staff, terms.list);
  const setters = anyRole('service-manager', 'agency-admin', 'platform-admin');
  bind(router, binder, contract.addTerm, setters, terms.add);
  bind(router, binder, contract.cancelTerm, setters, terms.cancel);
  bind(router, binder, contract.correctTerm, setters, terms.correct);
  bind(router, binder, previewTerm, staff, terms.preview);
  return router;
}
