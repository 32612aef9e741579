import { Router } from 'express';
import { listUndelivered, retryDelivery, takeReturned } from '../../contract/deliveries.ts';
import { changeEmail, confirmEmail, getNotifications, saveNotifications } from '../../contract/notifications.ts';
import { bind, type Binder, type UseCase } from '../http/bind.ts';
import { everyone, signedIn } from '../http/user.ts';
import { operators } from '../operations/policy.ts';
import type { makeChoices } from './choices.ts';
import type { Deliveries } from './deliveries.ts';

type Notices = { deliveries: Deliveries; choices: ReturnType<typeof makeChoices>; returned: UseCase<typeof takeReturned> };

export function noticeRoutes(binder: Binder, { deliveries, choices, returned }: Notices) {
  const router = Router();
  bind(router, binder, listUndelivered, operators, deliveries.list);
  bind(router, binder, retryDelivery, operators, deliveries.retry);
  // the mail server is nobody of ours: the use case asks for its token
  bind(router, binder, takeReturned, everyone, returned);
  bind(router, binder, getNotifications, signedIn, choices.get);
  bind(router, binder, saveNotifications, signedIn, choices.save);
  bind(router, binder, changeEmail, signedIn, choices.change);
  bind(router, binder, confirmEmail, signedIn, choices.confirm);
  return router;
}
