import { Router } from 'express';
import * as contract from '../../contract/problems.ts';
import { bind, type Binder } from '../http/bind.ts';
import { anyRole } from '../http/user.ts';
import type { Problems } from './service.ts';

export function problemRoutes(binder: Binder, problems: Problems): Router {
  const router = Router();
  const readers = anyRole('kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor');
  const workers = anyRole('kac-specialist', 'specialist', 'team-lead');
  const leaders = anyRole('team-lead', 'service-manager');
  bind(router, binder, contract.listProblems, readers, problems.list);
  bind(router, binder, contract.getProblem, readers, problems.get);
  bind(router, binder, contract.raiseProblem, workers, problems.raise);
  bind(router, binder, contract.linkProblemIncident, workers, problems.link);
  bind(router, binder, contract.unlinkProblemIncident, workers, problems.unlink);
  bind(router, binder, contract.resumeProblem, workers, problems.resume);
  bind(router, binder, contract.ownProblem, workers, problems.own);
  bind(router, binder, contract.finishProblemAction, workers, problems.finish);
  bind(router, binder, contract.listKnownErrors, readers, problems.errors.list);
  bind(router, binder, contract.matchKnownErrors, readers, problems.errors.match);
  bind(router, binder, contract.listProposals, readers, problems.proposals.list);
  bind(router, binder, contract.acceptProposal, workers, problems.proposals.accept);
  bind(router, binder, contract.dismissProposal, workers, problems.proposals.dismiss);
  bind(router, binder, contract.listTrends, anyRole('team-lead', 'service-manager', 'auditor'), problems.trends.list);
  bind(router, binder, contract.makeTrends, leaders, problems.trends.make);
  bind(router, binder, contract.concludeTrends, leaders, problems.trends.conclude);
  return router;
}
