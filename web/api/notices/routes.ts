import { Router } from 'express';
import { listUndelivered, retryDelivery } from '../../contract/deliveries.ts';
import { bind, type Binder } from '../http/bind.ts';
import { operators } from '../operations/policy.ts';
import type { Deliveries } from './deliveries.ts';

export function noticeRoutes(binder: Binder, { deliveries }: { deliveries: Deliveries }) {
  const router = Router();
  bind(router, binder, listUndelivered, operators, deliveries.list);
  bind(router, binder, retryDelivery, operators, deliveries.retry);
  return router;
}
