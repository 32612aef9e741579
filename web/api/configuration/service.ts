import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { makeConfigurationAudits } from './audits.ts';
import { makeExport } from './export.ts';
import { makeGraph } from './graph.ts';
import { makeImpact } from './impact.ts';
import { makeImports } from './import/service.ts';
import { makeItemChanges } from './items.ts';
import { makePlans } from './plan.ts';
import { makeItemReads } from './read.ts';
import { makeServiceItems } from './services.ts';
import { makeNeedySteps } from './steps.ts';

export type Configuration = ReturnType<typeof makeConfiguration>;

/** P6 configuration management: the plan, the items and their history, services, graph and impact. */
export function makeConfiguration(deps: Pick<CaseDeps, 'db' | 'now' | 'newId' | 'processes' | 'log'> & { directory: Directory }) {
  const withSteps = { ...deps, steps: makeNeedySteps(deps) };
  return {
    plans: makePlans(deps),
    reads: makeItemReads(deps),
    changes: makeItemChanges(deps),
    graph: makeGraph(deps),
    impact: makeImpact(withSteps),
    services: makeServiceItems(withSteps),
    imports: makeImports(deps),
    exportItems: makeExport(deps),
    audits: makeConfigurationAudits(deps),
  };
}
