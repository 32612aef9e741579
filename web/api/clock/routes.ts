import { Router } from 'express';
import * as contract from '../../contract/deadlines.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { ClockActs } from './acts.ts';

export function clockRoutes(binder: Binder, acts: ClockActs): Router {
  const router = Router();
  const staff = anyRole('kac-specialist', 'specialist', 'team-lead');
  bind(router, binder, contract.pauseCase, staff, acts.pause);
  bind(router, binder, contract.resumeCase, staff, acts.resume);
  bind(router, binder, contract.extendCase, staff, acts.extend);
  bind(router, binder, contract.previewDeadline, staff, acts.preview);
  return router;
}
