import { Router } from 'express';
import * as contract from '../../contract/absences.ts';
import { bind, type Binder } from '../http/bind.ts';
import { STAFF } from '../http/user.ts';
import type { Absences } from './service.ts';

export function absenceRoutes(binder: Binder, absences: Absences): Router {
  const router = Router();
  bind(router, binder, contract.listAbsences, STAFF, absences.list);
  bind(router, binder, contract.listMyAbsences, STAFF, absences.mine);
  bind(router, binder, contract.enterAbsence, STAFF, absences.enter);
  bind(router, binder, contract.changeAbsence, STAFF, absences.change);
  bind(router, binder, contract.cancelAbsence, STAFF, absences.cancel);
  bind(router, binder, contract.takeTasksBack, STAFF, absences.tasksBack);
  return router;
}
