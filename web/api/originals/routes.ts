import { Router } from 'express';
import {
  getBatch,
  getPeriod,
  listBatches,
  listOriginals,
  makeBatch,
  markOriginalHere,
  printBatch,
  sendBatch,
  setPeriod,
  settleOriginal,
  undoBatch,
  unmarkOriginal,
} from '../../contract/originals.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Batches } from './batches.ts';
import type { Periods } from './period.ts';
import type { Originals } from './service.ts';

const handlers = anyRole('kac-specialist', 'specialist', 'team-lead');
const readers = anyRole('kac-specialist', 'specialist', 'team-lead', 'auditor');

export function originalRoutes(binder: Binder, { originals, batches, periods }: { originals: Originals; batches: Batches; periods: Periods }): Router {
  const router = Router();
  bind(router, binder, listOriginals, readers, originals.list);
  bind(router, binder, markOriginalHere, handlers, originals.mark);
  bind(router, binder, unmarkOriginal, handlers, originals.unmark);
  bind(router, binder, settleOriginal, handlers, originals.settle);
  bind(router, binder, getPeriod, handlers, periods.get);
  bind(router, binder, setPeriod, anyRole('team-lead', 'service-manager', 'agency-admin'), periods.set);
  bind(router, binder, listBatches, readers, batches.list);
  bind(router, binder, makeBatch, handlers, batches.make);
  bind(router, binder, getBatch, readers, batches.get);
  bind(router, binder, printBatch, readers, batches.print);
  bind(router, binder, sendBatch, handlers, batches.send);
  bind(router, binder, undoBatch, handlers, batches.undo);
  return router;
}
