import { Router } from 'express';
import * as contract from '../../contract/escalations.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole, STAFF } from '../http/user.ts';
import type { Escalations } from './service.ts';

export function escalationRoutes(binder: Binder, escalations: Escalations): Router {
  const router = Router();
  bind(router, binder, contract.listCaseEscalations, anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor'), escalations.ofCase);
  bind(router, binder, contract.listOpenEscalations, anyRole('team-lead'), escalations.open);
  bind(router, binder, contract.listInstructions, STAFF, escalations.instructions);
  bind(router, binder, contract.acknowledgeInstruction, STAFF, escalations.acknowledge);
  return router;
}
