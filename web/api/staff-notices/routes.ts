import { Router } from 'express';
import * as contract from '../../contract/staff-notices.ts';
import { bind, type Binder } from '../http/bind.ts';
import { NOTICED_ROLES } from '../../contract/staff-notices.ts';
import { anyRole } from '../http/user.ts';
import type { StaffNotices } from './service.ts';

export function staffNoticeRoutes(binder: Binder, notices: StaffNotices): Router {
  const router = Router();
  const staff = anyRole(...NOTICED_ROLES);
  bind(router, binder, contract.listStaffNotices, staff, notices.list);
  bind(router, binder, contract.readStaffNotice, staff, notices.read);
  return router;
}
