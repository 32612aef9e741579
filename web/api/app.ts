import express, { type Express } from 'express';
import { ENDPOINTS } from '../contract/index.ts';
import { agencyRoutes } from './agencies/routes.ts';
import { absenceRoutes } from './absences/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { calendarRoutes } from './calendars/routes.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { clockRoutes } from './clock/routes.ts';
import { clientRoutes } from './clients/routes.ts';
import { changeRoutes } from './changes/routes.ts';
import { configurationRoutes } from './configuration/routes.ts';
import { contactRoutes } from './contacts/routes.ts';
import type { AppDeps } from './deps.ts';
import { documentRoutes } from './documents/routes.ts';
import { escalationRoutes } from './escalations/routes.ts';
import { eventRoutes } from './events/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { apiDocs } from './http/api-docs.ts';
import { keysOf, makeIdentify } from './http/authenticate.ts';
import { assertAllBound, type Binder } from './http/bind.ts';
import { healthRoutes, metricsRoute } from './http/health.ts';
import { makeLimit } from './http/limit.ts';
import { problemHandler, unknownRoute } from './http/problem-handler.ts';
import { makeSteps } from './http/steps.ts';
import { webApp } from './http/web-app.ts';
import { incidentRoutes } from './incidents/routes.ts';
import { problemRoutes } from './problems/routes.ts';
import { linkRoutes } from './links/routes.ts';
import { meRoutes } from './me/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { operationRoutes } from './operations/routes.ts';
import { originalRoutes } from './originals/routes.ts';
import { presenceRoutes } from './presence/routes.ts';
import { staffNoticeRoutes } from './staff-notices/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { serviceLevelRoutes } from './service-levels/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { searchRoutes } from './search/routes.ts';
import { viewRoutes } from './views/routes.ts';
import { termRoutes } from './terms/routes.ts';

/**
 * The API and the web application as one Express program.
 * @throws Error when an endpoint of the contract is not bound, is bound twice, or has no gate
 */
export function createApp(deps: AppDeps): Express {
  const { config, db, log, now, metrics, keys = keysOf(config), checks, isCrowded } = deps;
  const { sessions, events, operations } = deps.useCases;
  sessions.onEnd(sid => events.endSession(sid));
  const app = express().disable('x-powered-by').set('query parser', 'simple').set('trust proxy', config.TRUSTED_PROXIES);
  const identify = makeIdentify({ config, db, log, now, keys, ended: sessions, tokens: operations.tokens });
  const binder: Binder = { identify, limit: makeLimit(config), db, log, bound: [] };

  for (const [, step] of makeSteps({ config, log, metrics, isCrowded })) app.use(step);
  app.use(healthRoutes(checks));
  app.get('/metrics', metricsRoute(metrics, log));
  app.use(sessionRoutes({ config, keys, sessions, log }));
  for (const router of slices(binder, deps)) app.use(router);
  assertAllBound(ENDPOINTS, binder.bound);
  app.use('/api', unknownRoute);
  app.use(apiDocs(ENDPOINTS));
  app.use(webApp());
  app.use(unknownRoute);
  app.use(problemHandler(log));
  return app;
}

const slices = (binder: Binder, { useCases: it }: AppDeps) => [
  catalogueRoutes(binder, it.catalogue),
  meRoutes(binder, it.me),
  clientRoutes(binder, it.clients),
  contactRoutes(binder, it.contacts),
  caseRoutes(binder, it.cases),
  linkRoutes(binder, it.links),
  bulkRoutes(binder, it.bulk),
  documentRoutes(binder, it.documents),
  originalRoutes(binder, it.originals),
  taskRoutes(binder, it.tasks),
  viewRoutes(binder, it.views),
  searchRoutes(binder, it.search),
  exportRoutes(binder, it.exports),
  eventRoutes(binder, it.events),
  operationRoutes(binder, it.operations),
  auditRoutes(binder, it.audit),
  noticeRoutes(binder, it.notices),
  agencyRoutes(binder, it.agencies),
  templateRoutes(binder, it.templates),
  clockRoutes(binder, it.clock),
  calendarRoutes(binder, it.calendars),
  termRoutes(binder, it.terms),
  absenceRoutes(binder, it.absences),
  escalationRoutes(binder, it.escalations),
  presenceRoutes(binder, it.presence, it.workTime),
  staffNoticeRoutes(binder, it.staffNotices),
  configurationRoutes(binder, it.configuration),
  incidentRoutes(binder, it.incidents),
  problemRoutes(binder, it.problems),
  changeRoutes(binder, it.changes),
  serviceLevelRoutes(binder, it.serviceLevels),
];
