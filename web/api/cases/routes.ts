import { Router } from 'express';
import * as contract from '../../contract/cases.ts';
import { getLog } from '../../contract/log.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole, signedIn } from '../http/user.ts';
import type { Cases } from './service.ts';

export function caseRoutes(binder: Binder, cases: Cases): Router {
  const router = Router();
  const staff = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor');
  bind(router, binder, contract.submitCase, anyRole('resident', 'kac-specialist', 'specialist', 'team-lead'), cases.submit);
  bind(router, binder, contract.listMyCases, signedIn, cases.listMine);
  bind(router, binder, contract.listCases, staff, cases.list);
  bind(router, binder, contract.getCase, signedIn, cases.get);
  bind(router, binder, contract.getTimeline, signedIn, cases.timeline);
  bind(router, binder, getLog, signedIn, cases.log);
  bind(router, binder, contract.getDiagram, signedIn, cases.diagram);
  bind(router, binder, contract.getLooks, signedIn, cases.looks);
  bind(router, binder, contract.sendMessage, signedIn, cases.messages.send);
  bind(router, binder, contract.readMessages, signedIn, cases.messages.read);
  bind(router, binder, contract.answerQuestion, signedIn, cases.answer);
  bind(router, binder, contract.withdrawCase, signedIn, cases.withdraw);
  bind(router, binder, contract.reopenCase, anyRole('resident', 'kac-specialist', 'team-lead'), cases.reopen);
  bind(router, binder, contract.voidCase, anyRole('kac-specialist', 'team-lead'), cases.voidCase);
  bind(router, binder, contract.giveFeedback, signedIn, cases.feedback);
  bind(router, binder, contract.escalateCase, anyRole('kac-specialist', 'specialist', 'team-lead'), cases.escalate);
  bind(router, binder, contract.reclassifyCase, anyRole('kac-specialist', 'team-lead'), cases.reclassify);
  return router;
}
