import { Router } from 'express';
import { searchAll } from '../../contract/search.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Search } from './service.ts';

export function searchRoutes(binder: Binder, search: Search): Router {
  const router = Router();
  bind(router, binder, searchAll, anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor'), search.search);
  return router;
}
