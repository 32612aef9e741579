import { Router } from 'express';
import {
  attachDocuments,
  changeDocument,
  dropUpload,
  getArchive,
  getDocument,
  listUploads,
  listVersions,
  printApplication,
  printReceipt,
  upload,
  withdrawDocument,
} from '../../contract/documents.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole, signedIn } from '../http/user.ts';
import type { Changes } from './changes.ts';
import type { Files } from './files.ts';
import type { Prints } from './prints.ts';
import type { Documents } from './service.ts';

export function documentRoutes(
  binder: Binder,
  { documents, changes, files, prints }: { documents: Documents; changes: Changes; files: Files; prints: Prints },
): Router {
  const router = Router();
  bind(router, binder, upload, signedIn, files.upload);
  bind(router, binder, listUploads, signedIn, files.list);
  bind(router, binder, dropUpload, signedIn, files.drop);
  bind(router, binder, printApplication, anyRole('kac-specialist'), prints.application);
  bind(router, binder, attachDocuments, signedIn, documents.attach);
  bind(router, binder, getDocument, signedIn, files.get);
  bind(router, binder, changeDocument, signedIn, changes.change);
  bind(router, binder, withdrawDocument, signedIn, changes.withdraw);
  bind(router, binder, listVersions, signedIn, documents.versions);
  bind(router, binder, getArchive, signedIn, files.archive);
  bind(router, binder, printReceipt, anyRole('kac-specialist', 'specialist', 'team-lead'), prints.receipt);
  return router;
}
