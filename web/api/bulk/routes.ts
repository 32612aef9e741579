import { Router } from 'express';
import * as contract from '../../contract/bulk.ts';
import { bind, type Binder } from '../http/bind.ts';
import { STAFF } from '../http/user.ts';
import type { Bulk } from './service.ts';

export function bulkRoutes(binder: Binder, bulk: Bulk): Router {
  const router = Router();
  bind(router, binder, contract.previewBulk, STAFF, bulk.preview);
  bind(router, binder, contract.startBulk, STAFF, bulk.start);
  bind(router, binder, contract.listBulk, STAFF, bulk.list);
  bind(router, binder, contract.getBulk, STAFF, bulk.get);
  bind(router, binder, contract.stopBulk, STAFF, bulk.stop);
  bind(router, binder, contract.undoBulk, STAFF, bulk.undo);
  return router;
}
