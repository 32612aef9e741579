import { Router } from 'express';
import * as audits from '../../contract/configuration-audits.ts';
import * as files from '../../contract/configuration-import.ts';
import * as contract from '../../contract/configuration.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import { CONFIGURATION_EDITORS, CONFIGURATION_HOLDERS, CONFIGURATION_READERS } from './policy.ts';
import type { Configuration } from './service.ts';

export function configurationRoutes(binder: Binder, it: Configuration): Router {
  const router = Router();
  const readers = anyRole(...CONFIGURATION_READERS);
  const editors = anyRole(...CONFIGURATION_EDITORS);
  bind(router, binder, contract.getConfigurationPlan, readers, it.plans.get);
  bind(router, binder, contract.changeConfigurationPlan, anyRole(...CONFIGURATION_HOLDERS), it.plans.change);
  bind(router, binder, contract.listItems, readers, it.reads.list);
  bind(router, binder, contract.registerItem, editors, it.changes.register);
  bind(router, binder, contract.getItem, readers, it.reads.get);
  bind(router, binder, contract.editItem, editors, it.changes.edit);
  bind(router, binder, contract.changeItemStatus, editors, it.changes.changeStatus);
  bind(router, binder, contract.listItemHistory, readers, it.reads.history);
  bind(router, binder, contract.getItemGraph, readers, it.graph.graph);
  bind(router, binder, contract.getItemImpact, readers, it.impact.get);
  bind(router, binder, contract.listHitCases, readers, it.impact.list);
  bind(router, binder, contract.listServiceItems, readers, it.services.list);
  bind(router, binder, files.previewImport, editors, it.imports.preview);
  bind(router, binder, files.importItems, editors, it.imports.run);
  bind(router, binder, files.listImports, readers, it.imports.list);
  bind(router, binder, files.exportItems, readers, it.exportItems);
  const auditors = anyRole(...CONFIGURATION_HOLDERS, 'team-lead');
  bind(router, binder, audits.listAudits, readers, it.audits.list);
  bind(router, binder, audits.startAudit, auditors, it.audits.start);
  bind(router, binder, audits.getAudit, readers, it.audits.get);
  bind(router, binder, audits.judgeAuditLine, auditors, it.audits.judge);
  bind(router, binder, audits.addFinding, auditors, it.audits.add);
  bind(router, binder, audits.correctAuditLine, editors, it.audits.correct);
  bind(router, binder, audits.closeAudit, auditors, it.audits.close);
  return router;
}
