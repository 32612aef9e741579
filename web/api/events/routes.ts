import { Router } from 'express';
import { listenEvents } from '../../contract/cases.ts';
import { bind, type Binder } from '../http/bind.ts';
import { signedIn } from '../http/user.ts';
import type { Events } from './service.ts';

export function eventRoutes(binder: Binder, events: Events) {
  const router = Router();
  bind(router, binder, listenEvents, signedIn, events.listen);
  return router;
}
