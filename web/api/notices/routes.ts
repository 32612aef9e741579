import { Router } from 'express';
import { listUndelivered, retryDelivery } from '../../contract/deliveries.ts';
import { changeEmail, confirmEmail, getNotifications, saveNotifications } from '../../contract/notifications.ts';
import { bind, type Binder } from '../http/bind.ts';
import { signedIn } from '../http/user.ts';
import { operators } from '../operations/policy.ts';
import type { makeChoices } from './choices.ts';
import type { Deliveries } from './deliveries.ts';

export function noticeRoutes(binder: Binder, { deliveries, choices }: { deliveries: Deliveries; choices: ReturnType<typeof makeChoices> }) {
  const router = Router();
  bind(router, binder, listUndelivered, operators, deliveries.list);
  bind(router, binder, retryDelivery, operators, deliveries.retry);
  bind(router, binder, getNotifications, signedIn, choices.get);
  bind(router, binder, saveNotifications, signedIn, choices.save);
  bind(router, binder, changeEmail, signedIn, choices.change);
  bind(router, binder, confirmEmail, signedIn, choices.confirm);
  return router;
}
