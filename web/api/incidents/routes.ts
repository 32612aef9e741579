import { Router } from 'express';
import * as contract from '../../contract/incidents.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Incidents } from './service.ts';

export function incidentRoutes(binder: Binder, incidents: Incidents): Router {
  const router = Router();
  const readers = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor');
  const workers = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead');
  bind(router, binder, contract.listIncidents, readers, incidents.list);
  bind(router, binder, contract.getIncident, readers, incidents.ofCase);
  bind(router, binder, contract.addFinding, workers, incidents.note);
  bind(router, binder, contract.declareMajorIncident, workers, incidents.major);
  bind(router, binder, contract.detachIncident, workers, incidents.detach);
  bind(router, binder, contract.signalIncident, anyRole('kac-specialist', 'specialist', 'team-lead'), incidents.signal);
  return router;
}
