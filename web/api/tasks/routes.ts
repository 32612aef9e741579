import { Router } from 'express';
import * as contract from '../../contract/tasks.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Tasks } from './service.ts';

export function taskRoutes(binder: Binder, tasks: Tasks): Router {
  const router = Router();
  const staff = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead');
  bind(router, binder, contract.listTasks, staff, tasks.list);
  bind(router, binder, contract.getTask, staff, tasks.get);
  bind(router, binder, contract.getTaskDrafts, staff, tasks.drafts);
  bind(router, binder, contract.previewLetter, staff, tasks.letter);
  bind(router, binder, contract.claimTask, staff, tasks.claim);
  bind(router, binder, contract.releaseTask, staff, tasks.release);
  bind(router, binder, contract.assignTask, staff, tasks.assign);
  bind(router, binder, contract.giveTaskBack, staff, tasks.giveBack);
  bind(router, binder, contract.takeTaskOver, staff, tasks.takeOver);
  bind(router, binder, contract.standInForTask, staff, tasks.standIn);
  bind(router, binder, contract.listReceivers, staff, tasks.receivers);
  bind(router, binder, contract.completeTask, staff, tasks.complete);
  return router;
}
