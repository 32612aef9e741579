import { Router } from 'express';
import { getAgencySettings, setAgencySettings } from '../../contract/operations.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole, signedIn } from '../http/user.ts';
import type { Agencies } from './service.ts';

export function agencyRoutes(binder: Binder, agencies: Agencies): Router {
  const router = Router();
  bind(router, binder, getAgencySettings, signedIn, agencies.get);
  bind(router, binder, setAgencySettings, anyRole('agency-admin', 'platform-admin'), agencies.set);
  return router;
}
