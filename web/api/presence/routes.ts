import { Router } from 'express';
import * as contract from '../../contract/presence.ts';
import { bind, type Binder } from '../http/bind.ts';
import { STAFF } from '../http/user.ts';
import type { WorkTimes } from '../work-time/service.ts';
import type { Presence } from './service.ts';

export function presenceRoutes(binder: Binder, presence: Presence, workTime: WorkTimes): Router {
  const router = Router();
  bind(router, binder, contract.beat, STAFF, presence.beat);
  bind(router, binder, contract.listPresence, STAFF, presence.list);
  bind(router, binder, contract.getWorkTime, STAFF, workTime.get);
  bind(router, binder, contract.correctWorkTime, STAFF, workTime.correct);
  return router;
}
