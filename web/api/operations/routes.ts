import { Router } from 'express';
import { getRegisterHealth, listChecks, listEngineIncidents, retryEngineIncident } from '../../contract/operations.ts';
import { bind, type Binder } from '../http/bind.ts';
import { operators, watchers } from './policy.ts';
import type { Operations } from './service.ts';

export function operationRoutes(binder: Binder, operations: Operations) {
  const router = Router();
  bind(router, binder, listEngineIncidents, operators, operations.list);
  bind(router, binder, retryEngineIncident, operators, operations.retry);
  bind(router, binder, getRegisterHealth, watchers, operations.registerHealth.get);
  bind(router, binder, listChecks, operators, operations.checks.list);
  return router;
}
