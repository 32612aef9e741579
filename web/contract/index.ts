import * as bulk from './bulk.ts';
import * as calendars from './calendars.ts';
import * as absences from './absences.ts';
import * as cases from './cases.ts';
import * as catalogue from './catalogue.ts';
import * as clients from './clients.ts';
import * as changeBoard from './change-board.ts';
import * as changes from './changes.ts';
import * as configuration from './configuration.ts';
import * as configurationAudits from './configuration-audits.ts';
import * as configurationImport from './configuration-import.ts';
import * as contacts from './contacts.ts';
import * as contactTime from './contact-time.ts';
import * as deliveries from './deliveries.ts';
import * as documents from './documents.ts';
import * as escalations from './escalations.ts';
import * as incidents from './incidents.ts';
import * as problems from './problems.ts';
import * as links from './links.ts';
import * as log from './log.ts';
import * as exports from './exports.ts';
import * as me from './me.ts';
import * as notifications from './notifications.ts';
import * as operations from './operations.ts';
import * as originals from './originals.ts';
import * as presence from './presence.ts';
import * as serviceLevels from './service-levels.ts';
import * as staffNotices from './staff-notices.ts';
import * as tasks from './tasks.ts';
import * as terms from './terms.ts';
import * as deadlines from './deadlines.ts';
import type { Endpoint } from './endpoint.ts';
import * as templates from './templates.ts';
import * as search from './search.ts';
import * as views from './views.ts';

const isEndpoint = (it: unknown): it is Endpoint => typeof it === 'object' && it !== null && 'method' in it && 'path' in it;

const MODULES = [
  bulk,
  cases,
  catalogue,
  clients,
  contacts,
  contactTime,
  deliveries,
  documents,
  incidents,
  problems,
  changes,
  changeBoard,
  links,
  log,
  me,
  notifications,
  operations,
  originals,
  tasks,
  templates,
  views,
  search,
  exports,
  terms,
  deadlines,
  calendars,
  absences,
  escalations,
  presence,
  serviceLevels,
  staffNotices,
  configuration,
  configurationImport,
  configurationAudits,
];

/** Every endpoint there is: the OpenAPI document and the "each route is bound" test loop over it. */
export const ENDPOINTS: Endpoint[] = MODULES.flatMap(module => Object.values(module).filter(isEndpoint));
