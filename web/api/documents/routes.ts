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
import type { Files } from './files.ts';
import type { Receipts } from './receipt.ts';
import type { Documents } from './service.ts';

export function documentRoutes(binder: Binder, { documents, files, receipts }: { documents: Documents; files: Files; receipts: Receipts }): Router {
  const router = Router();
  bind(router, binder, upload, signedIn, files.upload);
  bind(router, binder, listUploads, signedIn, files.list);
  bind(router, binder, dropUpload, signedIn, files.drop);
  bind(router, binder, printApplication, anyRole('kac-specialist'), documents.print);
  bind(router, binder, attachDocuments, signedIn, documents.attach);
  bind(router, binder, getDocument, signedIn, files.get);
  bind(router, binder, changeDocument, signedIn, documents.change);
  bind(router, binder, withdrawDocument, signedIn, documents.withdraw);
  bind(router, binder, listVersions, signedIn, documents.versions);
  bind(router, binder, getArchive, signedIn, files.archive);
  bind(router, binder, printReceipt, anyRole('kac-specialist', 'specialist', 'team-lead'), receipts.print);
  return router;
}
