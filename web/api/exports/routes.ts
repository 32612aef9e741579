import { Router } from 'express';
import { exportList } from '../../contract/exports.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Exports } from './service.ts';

export function exportRoutes(binder: Binder, exports: Exports): Router {
  const router = Router();
  bind(router, binder, exportList, anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor'), exports.export);
  return router;
}
