import { Router } from 'express';
import * as time from '../../contract/contact-time.ts';
import * as contract from '../../contract/contacts.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole, signedIn } from '../http/user.ts';
import type { Contacts } from './service.ts';

export function contactRoutes(binder: Binder, contacts: Contacts): Router {
  const router = Router();
  const adviser = anyRole('kac-specialist');
  const callers = anyRole('kac-specialist', 'team-lead');
  bind(router, binder, contract.openContact, adviser, contacts.open);
  bind(router, binder, contract.getContact, anyRole('kac-specialist', 'team-lead', 'auditor'), contacts.get);
  bind(router, binder, contract.changeContact, adviser, contacts.change);
  bind(router, binder, contract.identifyContact, adviser, contacts.identify);
  bind(router, binder, contract.verifyCaller, adviser, contacts.verify);
  bind(router, binder, contract.addTopic, adviser, contacts.topic);
  bind(router, binder, contract.endContact, adviser, contacts.end);
  bind(router, binder, contract.countContacts, anyRole('kac-specialist', 'team-lead', 'analyst'), contacts.counts);
  bind(router, binder, contract.proposePriority, adviser, contacts.proposePriority);
  bind(router, binder, contract.listCallBacks, callers, contacts.callBacks);
  bind(router, binder, contract.recordCall, callers, contacts.call);
  bind(router, binder, contract.assignCallBack, callers, contacts.assignCallBack);
  bind(router, binder, contract.decideCallBack, callers, contacts.decideCallBack);
  bind(router, binder, contract.listMyConsultations, signedIn, contacts.myConsultations);
  bind(router, binder, contract.rateConsultation, signedIn, contacts.rateConsultation);
  bind(router, binder, time.listContacts, anyRole('kac-specialist', 'team-lead'), contacts.list);
  bind(router, binder, time.workOnContact, adviser, contacts.work);
  bind(router, binder, time.getContactTime, anyRole('kac-specialist', 'team-lead', 'auditor'), contacts.time);
  bind(router, binder, time.correctContactTime, callers, contacts.correctTime);
  return router;
}
