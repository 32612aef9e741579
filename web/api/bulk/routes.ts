import { Router } from 'express';
import * as contract from '../../contract/bulk.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Bulk } from './service.ts';

export function bulkRoutes(binder: Binder, bulk: Bulk): Router {
  const router = Router();
  const staff = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead');
  bind(router, binder, contract.previewBulk, staff, bulk.preview);
  bind(router, binder, contract.startBulk, staff, bulk.start);
  bind(router, binder, contract.listBulk, staff, bulk.list);
  bind(router, binder, contract.getBulk, staff, bulk.get);
  bind(router, binder, contract.stopBulk, staff, bulk.stop);
  bind(router, binder, contract.undoBulk, staff, bulk.undo);
  return router;
}
