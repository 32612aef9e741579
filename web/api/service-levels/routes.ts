import { Router } from 'express';
import * as contract from '../../contract/service-levels.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { ServiceLevels } from './service.ts';

export function serviceLevelRoutes(binder: Binder, levels: ServiceLevels): Router {
  const router = Router();
  const readers = anyRole('kac-specialist', 'specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin', 'auditor');
  const keepers = anyRole('service-manager', 'agency-admin');
  bind(router, binder, contract.getServiceLevels, readers, levels.get);
  bind(router, binder, contract.listLevelReports, readers, levels.reports);
  bind(router, binder, contract.addDemand, readers, levels.addDemand);
  bind(router, binder, contract.decideDemand, keepers, levels.decideDemand);
  bind(router, binder, contract.addRequirement, keepers, levels.addRequirement);
  bind(router, binder, contract.decideRequirement, keepers, levels.decideRequirement);
  bind(router, binder, contract.addTarget, keepers, levels.addTarget);
  bind(router, binder, contract.endTarget, keepers, levels.endTarget);
  bind(router, binder, contract.addAgreement, keepers, levels.addAgreement);
  bind(router, binder, contract.decideAgreement, keepers, levels.decideAgreement);
  bind(router, binder, contract.endImprovement, keepers, levels.endImprovement);
  bind(router, binder, contract.makeLevelReport, keepers, levels.makeReport);
  bind(router, binder, contract.concludeLevels, anyRole('service-manager', 'agency-admin', 'team-lead'), levels.conclude);
  bind(router, binder, contract.decideBreach, anyRole('service-manager', 'agency-admin', 'team-lead'), levels.decideBreach);
  return router;
}
