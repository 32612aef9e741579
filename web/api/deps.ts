import type { JWTVerifyGetKey } from 'jose';
import type { Config } from '../../platform/config.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { makeAgencies } from './agencies/service.ts';
import { makeAbsences } from './absences/service.ts';
import { makeAudit } from './audit/service.ts';
import { makeAccess } from './cases/access.ts';
import { makeBulk } from './bulk/service.ts';
import type { CaseDeps } from './cases/deps.ts';
import { makeDirectory } from './cases/directory.ts';
import { makeCases } from './cases/service.ts';
import { makeCalendars } from './calendars/service.ts';
import { makeCatalogue } from './catalogue/service.ts';
import { makeClockActs } from './clock/acts.ts';
import { makeClients } from './clients/service.ts';
import { makeChangeRegister } from './changes/service.ts';
import { makeConfiguration } from './configuration/service.ts';
import { makeContacts } from './contacts/service.ts';
import { makeChanges } from './documents/changes.ts';
import { makeFiles } from './documents/files.ts';
import { makePrints } from './documents/prints.ts';
import { makeDocuments } from './documents/service.ts';
import { makeEscalations } from './escalations/service.ts';
import { makeEvents } from './events/service.ts';
import { makeExports } from './exports/service.ts';
import type { Checks } from './http/health.ts';
import { makeIncidents } from './incidents/service.ts';
import { makeProblems } from './problems/service.ts';
import { makeLinks } from './links/service.ts';
import { makeMe } from './me/service.ts';
import { makeChoices } from './notices/choices.ts';
import { makeDeliveries } from './notices/deliveries.ts';
import { makeReturned } from './notices/returned.ts';
import { makeOperations } from './operations/service.ts';
import { makeBatches } from './originals/batches.ts';
import { makePeriods } from './originals/period.ts';
import { makeOriginals } from './originals/service.ts';
import { makeTasks } from './tasks/service.ts';
import { makeCaseReplies } from './templates/case-replies.ts';
import { makeNoticeTemplates } from './templates/notice-templates.ts';
import { makeReplies } from './templates/replies.ts';
import { makeSearch } from './search/service.ts';
import { makeViews } from './views/service.ts';
import { makeTerms } from './terms/service.ts';
import { makePresence } from './presence/service.ts';
import { makeEndedSessions } from './sessions/ended.ts';
import { makeServiceLevels } from './service-levels/service.ts';
import { makeStaffNotices } from './staff-notices/service.ts';
import { makeWorkTime } from './work-time/service.ts';

/** What the API stands on: made by main.ts from the configuration, by tests from a database of their own. */
export type Foundation = CaseDeps & {
  config: Config;
  metrics: Metrics;
  checks: Checks;
  /** Whoever asks now would wait too long: new requests are refused. */
  isCrowded(): boolean;
  /** Keys that sign tokens; absent = Keycloak's own, fetched when first needed. */
  keys?: JWTVerifyGetKey;
};

export type UseCases = Awaited<ReturnType<typeof makeUseCases>>;
export type AppDeps = Foundation & { useCases: UseCases };

/** Composition: every slice with what it needs. The only place that knows them all. */
export async function makeDeps(foundation: Foundation): Promise<AppDeps> {
  const useCases = await makeUseCases(foundation);
  const { registerHealth } = useCases.operations;
  foundation.metrics.asked('pietura_cases_ownerless', 'Open cases that nobody owns; must be 0', async () => (await registerHealth.read()).ownerless);
  foundation.metrics.asked(
    'pietura_cases_without_task',
    'Open cases with which nothing would ever happen; must be 0',
    async () => (await registerHealth.read()).withoutTask,
  );
  useCases.operations.checks.show(foundation.metrics);
  return { ...foundation, useCases };
}

async function makeUseCases(deps: Foundation) {
  const directory = makeDirectory(deps.db);
  const access = makeAccess(deps);
  const [cases, links, tasks, clock] = [makeCases(deps), makeLinks(deps), makeTasks(deps), makeClockActs(deps)];
  const configuration = makeConfiguration({ ...deps, directory });
  return {
    bulk: makeBulk({ ...deps, useCases: { cases, links, tasks, clock } }),
    catalogue: await makeCatalogue({ ...deps, directory }),
    me: makeMe({ ...deps, directory }),
    clients: makeClients({ ...deps, directory }),
    contacts: makeContacts({ ...deps, directory }),
    cases,
    links,
    documents: { documents: makeDocuments(deps), changes: makeChanges(deps), files: makeFiles(deps), prints: makePrints(deps) },
    originals: { originals: makeOriginals({ ...deps, directory }), batches: makeBatches({ ...deps, directory }), periods: makePeriods(deps) },
    tasks,
    views: makeViews(deps),
    search: makeSearch(deps),
    exports: makeExports({ ...deps, directory }),
    events: makeEvents(deps.sql),
    operations: makeOperations(deps),
    audit: makeAudit(deps),
    notices: { deliveries: makeDeliveries(deps), choices: makeChoices(deps), returned: makeReturned(deps) },
    agencies: makeAgencies(deps),
    templates: { notices: makeNoticeTemplates(deps), replies: makeReplies(deps), caseReplies: makeCaseReplies(deps) },
    clock,
    calendars: makeCalendars(deps),
    terms: makeTerms(deps),
    absences: makeAbsences(deps),
    escalations: makeEscalations(deps, { access, directory }),
    presence: makePresence(deps, access),
    workTime: makeWorkTime(deps, access),
    staffNotices: makeStaffNotices(deps),
    configuration,
    changes: makeChangeRegister(deps, { access, directory, configuration }),
    incidents: makeIncidents(deps, { access, directory }),
    problems: makeProblems(deps, { access, directory }),
    serviceLevels: makeServiceLevels(deps, directory),
    sessions: makeEndedSessions(deps),
  };
}
