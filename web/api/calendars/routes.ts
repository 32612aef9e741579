import { Router } from 'express';
import * as contract from '../../contract/calendars.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Calendars } from './service.ts';

export function calendarRoutes(binder: Binder, calendars: Calendars): Router {
  const router = Router();
  const admin = anyRole('agency-admin');
  const staff = anyRole('kac-specialist', 'specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin', 'platform-admin', 'auditor');
  bind(router, binder, contract.getCalendar, staff, calendars.get);
  bind(router, binder, contract.previewCalendarDay, admin, calendars.previewDay);
  bind(router, binder, contract.changeCalendarDay, admin, calendars.changeDay);
  bind(router, binder, contract.previewCalendarWeek, admin, calendars.previewWeek);
  bind(router, binder, contract.changeCalendarWeek, admin, calendars.changeWeek);
  return router;
}
