import { Router } from 'express';
import * as board from '../../contract/change-board.ts';
import * as contract from '../../contract/changes.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Changes } from './service.ts';

export function changeRoutes(binder: Binder, changes: Changes): Router {
  const router = Router();
  const readers = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'service-manager', 'auditor');
  const voices = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'service-manager');
  const colleagues = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'service-manager', 'process-owner', 'agency-admin', 'auditor');
  const keepers = anyRole('service-manager', 'process-owner', 'agency-admin');
  bind(router, binder, contract.listChanges, readers, changes.list);
  bind(router, binder, contract.changeCalendar, readers, changes.calendar);
  bind(router, binder, contract.getChange, readers, changes.get);
  bind(router, binder, contract.giveVoice, voices, changes.voice);
  bind(router, binder, contract.resumeChange, voices, changes.resume);
  bind(router, binder, board.getChangeBoard, colleagues, changes.board.get);
  bind(router, binder, board.addBoardMember, keepers, changes.board.addMember);
  bind(router, binder, board.endBoardMember, keepers, changes.board.endMember);
  bind(router, binder, board.addStandardChange, keepers, changes.board.addStandard);
  bind(router, binder, board.withdrawStandardChange, keepers, changes.board.withdrawStandard);
  bind(router, binder, board.setChangeSetting, keepers, changes.board.set);
  return router;
}
