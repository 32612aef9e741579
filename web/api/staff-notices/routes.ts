import { Router } from 'express';
import * as contract from '../../contract/staff-notices.ts';
import { bind, type Binder } from '../http/bind.ts';
import { STAFF } from '../http/user.ts';
import type { StaffNotices } from './service.ts';

export function staffNoticeRoutes(binder: Binder, notices: StaffNotices): Router {
  const router = Router();
  bind(router, binder, contract.listStaffNotices, STAFF, notices.list);
  bind(router, binder, contract.readStaffNotice, STAFF, notices.read);
  return router;
}
