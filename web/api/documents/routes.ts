import { Router } from 'express';
import { attachDocuments, getDocument, printApplication, upload } from '../../contract/cases.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole, signedIn } from '../http/user.ts';
import type { Documents } from './service.ts';

export function documentRoutes(binder: Binder, documents: Documents): Router {
  const router = Router();
  bind(router, binder, upload, signedIn, documents.upload);
  bind(router, binder, printApplication, anyRole('kac-specialist'), documents.print);
  bind(router, binder, attachDocuments, signedIn, documents.attach);
  bind(router, binder, getDocument, signedIn, documents.get);
  return router;
}
