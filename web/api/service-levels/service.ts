import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { makeAgreements } from './agreements.ts';
import { makeBreaches } from './breaches.ts';
import { makeDemands } from './demands.ts';
import { makeLevelPlan } from './keep.ts';
import { makeLevelRegister } from './register.ts';
import { makeReportList } from './report-list.ts';
import { makeLevelReports } from './reports.ts';

export type ServiceLevels = ReturnType<typeof makeServiceLevels>;

/** P10: what level of a service was asked for, planned, agreed, delivered, and what follows where it was not. */
export const makeServiceLevels = (deps: CaseDeps, directory: Directory) => ({
  get: makeLevelRegister(deps, directory),
  reports: makeReportList(deps),
  decideBreach: makeBreaches(deps),
  ...makeLevelPlan(deps),
  ...makeAgreements(deps),
  ...makeDemands(deps),
  ...makeLevelReports(deps),
});
