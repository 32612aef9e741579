import { Router } from 'express';
import { listAudit } from '../../contract/operations.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Audit } from './service.ts';

export function auditRoutes(binder: Binder, audit: Audit) {
  const router = Router();
  bind(router, binder, listAudit, anyRole('auditor', 'platform-admin', 'agency-admin'), audit.list);
  return router;
}
