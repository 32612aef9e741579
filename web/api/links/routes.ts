import { Router } from 'express';
import * as contract from '../../contract/links.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole, signedIn } from '../http/user.ts';
import type { Links } from './service.ts';

export function linkRoutes(binder: Binder, links: Links): Router {
  const router = Router();
  const desk = anyRole('kac-specialist', 'specialist', 'team-lead');
  const frontOffice = anyRole('kac-specialist', 'team-lead');
  bind(router, binder, contract.listLinks, signedIn, links.list);
  bind(router, binder, contract.linkCase, desk, links.link);
  bind(router, binder, contract.unlinkCase, desk, links.unlink);
  bind(router, binder, contract.findDuplicates, anyRole('kac-specialist'), links.findDuplicates);
  bind(router, binder, contract.listDuplicates, desk, links.duplicatesOf);
  bind(router, binder, contract.mergeCase, frontOffice, links.merge);
  bind(router, binder, contract.splitCase, anyRole('kac-specialist'), links.split);
  bind(router, binder, contract.unmergeCase, frontOffice, links.unmerge);
  return router;
}
