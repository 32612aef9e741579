import { Router } from 'express';
import * as contract from '../../contract/views.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Views } from './service.ts';

export function viewRoutes(binder: Binder, views: Views): Router {
  const router = Router();
  const staff = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor', 'service-manager');
  bind(router, binder, contract.listViews, staff, views.list);
  bind(router, binder, contract.saveView, staff, views.save);
  bind(router, binder, contract.changeView, staff, views.change);
  bind(router, binder, contract.removeView, staff, views.remove);
  bind(router, binder, contract.countQueues, staff, views.count);
  bind(router, binder, contract.lookAtView, staff, views.look);
  return router;
}
