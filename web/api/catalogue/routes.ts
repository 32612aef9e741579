import { Router } from 'express';
import { getPrefill, getService, getServiceForm, listServices } from '../../contract/catalogue.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole, everyone } from '../http/user.ts';
import type { Catalogue } from './service.ts';

export function catalogueRoutes(binder: Binder, catalogue: Catalogue) {
  const router = Router();
  bind(router, binder, listServices, everyone, catalogue.list);
  bind(router, binder, getService, everyone, catalogue.get);
  bind(router, binder, getServiceForm, everyone, catalogue.form);
  bind(router, binder, getPrefill, anyRole('resident', 'kac-specialist'), catalogue.prefill);
  return router;
}
