import { Router } from 'express';
import * as contract from '../../contract/clients.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole, signedIn } from '../http/user.ts';
import type { Clients } from './service.ts';

export function clientRoutes(binder: Binder, clients: Clients) {
  const router = Router();
  bind(router, binder, contract.lookUpClient, anyRole('kac-specialist'), clients.lookUp);
  bind(router, binder, contract.searchClients, anyRole('kac-specialist'), clients.search);
  bind(router, binder, contract.getClientProfile, anyRole('kac-specialist', 'specialist', 'team-lead'), clients.profile);
  bind(router, binder, contract.giveConsent, anyRole('resident', 'kac-specialist'), clients.giveConsent);
  bind(router, binder, contract.listMyConsents, signedIn, clients.myConsents);
  bind(router, binder, contract.withdrawConsent, signedIn, clients.withdrawConsent);
  return router;
}
