import { EXTRA_SERVICES, specialistOf, SPECIALISTS } from '../seed-large/country.ts';
import type { Ask, Asker } from './desk-api.ts';

/** The n-th invented specialist of an agency, as lead of the team or not. */
export function someone(agency: string, { lead, n = 0 }: { lead: boolean; n?: number }): Asker {
  const all = Array.from({ length: SPECIALISTS }, (_, at) => specialistOf(at)).filter(it => it.agencyId === agency && it.roles.includes('team-lead') === lead);
  const { id, agencyId, roles } = all[n] ?? all[0]!;
  return { id, agency: agencyId, roles };
}

export const FRONT: Asker = { ...someone('kac', { lead: true }), roles: ['kac-specialist', 'team-lead'] };
/** In the front office nobody is only a specialist of a few: this one is neither lead nor of the busiest agency. */
export const SPECIALIST = someone('vsaa', { lead: false });
export const PAGE = 50;
const SHOWN = 9;

/** `bare`: the keyset SQL of the same rows with the same right, as one would write it by hand; what a case is found by is known to it. */
export type Route = Ask & { name: string; bare: string };

const get = (name: string, who: Asker, path: string, bare: string): Route => ({ name, who, method: 'GET', path, bare });
const casesOf = (where: string, order: string) =>
  `SELECT c.*, p.given_name, p.family_name FROM "case" c LEFT JOIN client p ON p.id = c.client_id WHERE ${where} ORDER BY ${order} LIMIT ${PAGE + 1}`;
const tasksOf = (where: string) =>
  `SELECT t.*, c.code, c.kind, c.service_id, c.subject, c.status, c.due_at, c.overdue, c.channel, c.holder, c.submitted_at, p.given_name, p.family_name, u.name FROM task t JOIN "case" c ON c.id = t.case_id LEFT JOIN client p ON p.id = c.client_id LEFT JOIN user_account u ON u.id = t.assignee_id WHERE t.state = 'open' AND ${where} ORDER BY t.due_order, t.key LIMIT ${PAGE + 1}`;
/** What the counter finds beside the cases: clients of that name, in the same columns. */
const clients = (query: string) =>
  `(SELECT p.id, p.personal_code, p.phone, p.email, NULL, NULL, NULL::timestamptz, NULL::timestamptz, p.given_name, p.family_name FROM search_clients('${query}'::tsquery, 5) w JOIN client p ON p.id = w.client_id)`;
const search = (name: string, q: string, query: string, who = FRONT): Route => ({
  name: `search: ${name}`,
  who,
  method: 'POST',
  path: '/api/search',
  body: { q },
  bare: `(SELECT c.id, c.code, c.kind, c.service_id, c.subject, c.status, c.due_at, c.submitted_at, p.given_name, p.family_name FROM (SELECT w.case_id, w.submitted_at FROM case_words w WHERE w.words @@ '${query} & ${who === FRONT ? "''o:kac''" : `(''h:${who.agency}'' | ''t:${who.agency}'')`}'::tsquery ORDER BY w.submitted_at DESC, w.case_id DESC LIMIT ${SHOWN}) w JOIN "case" c ON c.id = w.case_id LEFT JOIN client p ON p.id = c.client_id ORDER BY w.submitted_at DESC, w.case_id DESC)${who === FRONT ? ` UNION ALL ${clients(query)}` : ''}`,
});

/** C1, C3, C8: what the desk asks for all day. */
export const ROUTES: Route[] = [
  get('cases, open', FRONT, '/api/cases?state=open', casesOf(`c.owner = 'kac' AND c.closed_at IS NULL`, 'c.due_order, c.id')),
  get('cases, all, newest', FRONT, '/api/cases?state=all', casesOf(`c.owner = 'kac'`, 'c.submitted_at DESC, c.id DESC')),
  get('cases, closed', FRONT, '/api/cases?state=closed', casesOf(`c.owner = 'kac' AND c.closed_at IS NOT NULL`, 'c.closed_at DESC, c.id DESC')),
  get(
    'cases, overdue, agency',
    SPECIALIST,
    '/api/cases?state=overdue',
    casesOf(`c.holder = 'vsaa' AND c.holder <> c.owner AND c.closed_at IS NULL AND c.overdue`, 'c.due_order, c.id'),
  ),
  get('tasks, team', SPECIALIST, '/api/tasks?queue=team', tasksOf(`t.team = 'vsaa' AND t.role = 'specialist'`)),
  get('tasks, unassigned', SPECIALIST, '/api/tasks?queue=unassigned', tasksOf(`t.team = 'vsaa' AND t.role = 'specialist' AND t.assignee_id IS NULL`)),
  get('tasks, mine', SPECIALIST, '/api/tasks?queue=mine', tasksOf(`t.assignee_id = '${SPECIALIST.id}'`)),
  get('tasks, all, front office', FRONT, '/api/tasks?queue=all', tasksOf(`t.team = 'kac'`)),
  search('one word', 'pabalsts', "''pabalst'':*"),
  search('two words, another form', 'pensija pārrēķins', "''pens'' & ''parrekin'':*"),
  search('client’s name', 'Kalniņš', "''kalnin'':*"),
  search('in an agency', 'kurināmais', "''kurinam'':*", SPECIALIST),
  {
    name: 'search: a code being typed',
    who: FRONT,
    method: 'POST',
    path: '/api/search',
    body: { q: '8003 100' },
    bare: `SELECT c.id, c.code, c.kind, c.service_id, c.subject, c.status, c.due_at, c.submitted_at, p.given_name, p.family_name FROM "case" c LEFT JOIN client p ON p.id = c.client_id WHERE c.owner = 'kac' AND c.code COLLATE "C" >= '8003 100' AND c.code COLLATE "C" < '8003 100:' ORDER BY c.code COLLATE "C" LIMIT ${SHOWN}`,
  },
  search('nearly nothing', 'kalnins invaliditate', "''kalnin'' & ''invaliditat'':*"),
];

/** C4: a specialist who is allowed some services only. The right is by agency so far; a list narrowed to 200 services of the 400 asks the same. */
const ALLOWED = 200;
const services = EXTRA_SERVICES.slice(0, ALLOWED).map(it => it.id);
export const NARROWED: { name: string; all: Ask; some: Ask }[] = [
  ['cases, open', '/api/cases?state=open'],
  ['cases, all, newest', '/api/cases?state=all'],
  ['tasks, all', '/api/tasks?queue=all'],
].map(([name, path]) => ({
  name: name!,
  // of those that have a service at all, so that both are asked the same
  all: { who: FRONT, method: 'GET', path: `${path}&kind=service-request` },
  some: { who: FRONT, method: 'GET', path: `${path}&kind=service-request&service=${services.join(',')}` },
}));
