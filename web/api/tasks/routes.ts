import { Router } from 'express';
import * as contract from '../../contract/tasks.ts';
import { bind, type Binder } from '../http/bind.ts';
import { signedIn, STAFF } from '../http/user.ts';
import type { Tasks } from './service.ts';

export function taskRoutes(binder: Binder, tasks: Tasks): Router {
  const router = Router();
  bind(router, binder, contract.listTasks, STAFF, tasks.list);
  bind(router, binder, contract.getTask, STAFF, tasks.get);
  bind(router, binder, contract.getTaskDrafts, STAFF, tasks.drafts);
  bind(router, binder, contract.previewLetter, STAFF, tasks.letter);
  bind(router, binder, contract.claimTask, STAFF, tasks.claim);
  bind(router, binder, contract.releaseTask, STAFF, tasks.release);
  bind(router, binder, contract.assignTask, STAFF, tasks.assign);
  bind(router, binder, contract.giveTaskBack, STAFF, tasks.giveBack);
  bind(router, binder, contract.takeTaskOver, STAFF, tasks.takeOver);
  bind(router, binder, contract.standInForTask, STAFF, tasks.standIn);
  bind(router, binder, contract.listReceivers, STAFF, tasks.receivers);
  bind(router, binder, contract.completeTask, STAFF, tasks.complete);
  bind(router, binder, contract.listCaseTasks, signedIn, tasks.ofCase);
  return router;
}
