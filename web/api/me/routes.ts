import { Router } from 'express';
import { dropDraft, getDraft, getMe, getSettings, listColleagues, saveDraft } from '../../contract/me.ts';
import { bind, type Binder } from '../http/bind.ts';
import { everyone, signedIn, STAFF } from '../http/user.ts';
import type { Me } from './service.ts';

export function meRoutes(binder: Binder, me: Me) {
  const router = Router();
  bind(router, binder, getSettings, everyone, me.settings);
  bind(router, binder, getMe, signedIn, me.me);
  bind(router, binder, listColleagues, STAFF, me.colleagues);
  bind(router, binder, getDraft, signedIn, me.draft);
  bind(router, binder, saveDraft, signedIn, me.save);
  bind(router, binder, dropDraft, signedIn, me.drop);
  return router;
}
