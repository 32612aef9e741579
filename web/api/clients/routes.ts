import { Router } from 'express';
import { lookUpClient } from '../../contract/clients.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Clients } from './service.ts';

export function clientRoutes(binder: Binder, clients: Clients) {
  const router = Router();
  bind(router, binder, lookUpClient, anyRole('kac-specialist'), clients.lookUp);
  return router;
}
