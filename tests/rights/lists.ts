import { localDate } from '../../platform/local-time.ts';
import { addressOf, isAboutObject, type Cell } from './matrix.ts';
import { keyOf } from './place.ts';
import { OBJECTS, type Actor } from './people.ts';
import type { Stage } from './stage.ts';
import type { Route } from './routes.ts';
import { verdictOf } from './verdict.ts';

/**
 * A list and the way its rows are opened one by one. `query`: nothing left out. `object`: whose id of the dossier is looked for. `only`: the list is
 * narrower than the right on purpose, and why; then rows too many are looked for, and rows of these objects too few.
 */
type List = {
  query: string;
  rows: string;
  id?: string;
  object: string;
  one: string;
  only?: { objects: readonly string[]; why: string; /** Read rows, and may not do what opens them. */ readers?: readonly string[] };
};

const MINE = (why: string) => ({ objects: ['own'], why });

export const LISTS: Record<string, List> = {
  'GET /api/cases': { query: 'state=all&limit=100', rows: 'cases', object: 'caseId', one: 'GET /api/cases/{caseId}' },
  'GET /api/my/cases': { query: 'limit=100', rows: 'cases', object: 'caseId', one: 'POST /api/cases/{caseId}/withdrawal' },
  'GET /api/bulk': { query: '', rows: 'actions', object: 'bulkId', one: 'GET /api/bulk/{bulkId}' },
  'GET /api/my/consents': { query: '', rows: 'consents', object: 'consentId', one: 'DELETE /api/my/consents/{consentId}' },
  'GET /api/call-backs': { query: 'state=open', rows: 'callBacks', object: 'callBackId', one: 'POST /api/call-backs/{callBackId}/calls' },
  'GET /api/my/consultations': { query: 'limit=100', rows: 'consultations', object: 'topicId', one: 'POST /api/my/consultations/{topicId}/feedback' },
  'GET /api/contacts': { query: 'on=TODAY&whose=all&limit=100', rows: 'contacts', object: 'contactId', one: 'GET /api/contacts/{contactId}' },
  'GET /api/deliveries/undelivered': { query: '', rows: 'deliveries', object: 'deliveryId', one: 'POST /api/deliveries/{deliveryId}/retry' },
  'GET /api/uploads': { query: 'ids=ALL', rows: 'uploads', id: 'uploadId', object: 'uploadId', one: 'DELETE /api/uploads/{uploadId}' },
  'GET /api/incidents': { query: 'list=all&limit=100', rows: 'incidents', object: 'incidentCase', one: 'GET /api/cases/{caseId}/incident' },
  'GET /api/problems': { query: 'list=all&limit=100', rows: 'problems', object: 'problemId', one: 'GET /api/problems/{problemId}' },
  'GET /api/problem-proposals': {
    query: 'state=open&limit=100',
    rows: 'proposals',
    object: 'proposalId',
    one: 'POST /api/problem-proposals/{proposalId}/acceptance',
    only: { objects: OBJECTS, why: 'auditors read, and accept nothing', readers: ['auditor'] },
  },
  'GET /api/changes': { query: 'list=all&limit=100', rows: 'changes', object: 'changeId', one: 'GET /api/changes/{changeId}' },
  'GET /api/engine-incidents': { query: '', rows: 'incidents', id: 'key', object: 'key', one: 'POST /api/engine-incidents/{key}/retry' },
  'GET /api/original-batches': { query: 'limit=100', rows: 'batches', object: 'batchId', one: 'GET /api/original-batches/{batchId}' },
  'GET /api/originals': {
    query: 'list=here&limit=100',
    rows: 'originals',
    object: 'dueOriginal',
    one: 'DELETE /api/cases/{caseId}/documents/{documentId}/original',
    only: { objects: OBJECTS, why: 'auditors read, and touch no paper', readers: ['auditor'] },
  },
  'GET /api/tasks': { query: 'queue=all&limit=100', rows: 'tasks', id: 'key', object: 'taskKey', one: 'GET /api/tasks/{taskKey}' },
  'GET /api/reply-templates': { query: '', rows: 'templates', object: 'templateId', one: 'PUT /api/reply-templates/{templateId}' },
  'GET /api/views': { query: '', rows: 'views', object: 'viewId', one: 'DELETE /api/views/{viewId}' },
  'GET /api/my/absences': {
    query: '',
    rows: 'absences',
    object: 'absenceId',
    one: 'DELETE /api/absences/{absenceId}',
    only: MINE('one’s own; a lead may change the team’s too'),
  },
  'GET /api/my/staff-notices': { query: '', rows: 'notices', object: 'noticeId', one: 'PUT /api/my/staff-notices/{noticeId}/read' },
  'GET /api/configuration/items': { query: 'limit=100', rows: 'items', object: 'itemId', one: 'GET /api/configuration/items/{itemId}' },
  'GET /api/configuration/audits': {
    query: '',
    rows: 'audits',
    object: 'auditId',
    one: 'GET /api/configuration/audits/{auditId}',
    only: { objects: ['own', 'same'], why: 'of one agency at a time, here one’s own' },
  },
  'GET /api/problem-trends': {
    query: '',
    rows: 'reports',
    object: 'reportId',
    one: 'PUT /api/problem-trends/{reportId}/conclusion',
    only: { objects: [], why: 'the last months only; auditors read', readers: ['auditor'] },
  },
  'GET /api/service-levels/reports': {
    query: '',
    rows: 'reports',
    object: 'reports/{id}',
    one: 'POST /api/service-levels/reports/{id}/conclusion',
    only: {
      objects: [],
      why: 'the last months only; read by more people than conclude',
      readers: ['kac-specialist', 'specialist', 'process-owner', 'auditor'],
    },
  },
};

/** Lists whose rows are nobody's secret to those who may ask at all, or stand in another list. */
export const WITHOUT_ROWS: Record<string, string> = {
  'GET /api/services': 'public',
  'GET /api/contact-counts': 'numbers',
  'GET /api/operations/checks': 'numbers of the platform',
  'GET /api/known-errors': 'published to all who work (M12)',
  'GET /api/change-calendar': 'times of changes, to all who plan; each row says whether it may be opened',
  'GET /api/change-board': 'members and standard changes of one’s own agency',
  'GET /api/me': 'oneself',
  'GET /api/colleagues': 'names of one’s own agency',
  'GET /api/audit': 'cells of GET /api/audit with a case; without one: audit/part.db-test',
  'GET /api/notice-templates': 'words of one’s own agency',
  'GET /api/terms': 'no secret among staff',
  'GET /api/absences': 'calendar of one’s own team',
  'GET /api/escalations': 'escalations/policy.test and escalations.db-test compare rows and right',
  'GET /api/service-levels': 'of one agency, cells with an agency',
  'GET /api/configuration/services': 'names of services, public',
  'GET /api/configuration/imports': 'files of one’s own agency',
};

/** Lists of the OpenAPI document that neither are compared nor are said to have no rows; and names here that are no list. */
export function listsWithoutCheck({ api }: Pick<Stage, 'api'>): string[] {
  const lists = api.routes.filter(route => route.method === 'GET' && route.params.length === 0 && hasRows(route, api)).map(it => it.name);
  const named = [...Object.keys(LISTS), ...Object.keys(WITHOUT_ROWS)];
  return [
    ...lists.filter(it => !named.includes(it)).map(it => `${it} is a list: say in lists.ts how its rows are opened`),
    ...named.filter(it => !lists.includes(it)).map(it => `${it} is no list`),
  ];
}

const hasRows = ({ reply }: Route, { resolve }: Stage['api']): boolean =>
  reply !== null && Object.values(resolve(reply).properties ?? {}).some(it => resolve(it).type === 'array');

/** Rows too many and too few of one list as one person sees it: against what the same person may open, asked one by one. */
export async function compareList(stage: Stage, name: string, actor: Actor): Promise<string[]> {
  const list = LISTS[name]!;
  const rows = await rowsOf(stage, name, actor);
  if (rows === 'refused') return [];
  const one = stage.api.routes.find(it => it.name === list.one);
  if (!one || !isAboutObject(one)) throw new Error(`lists.ts: ${list.one} opens nothing`);
  const wrong: string[] = [];
  for (const [key, dossier] of stage.world.dossiers) {
    const related = OBJECTS.find(object => keyOf(object, actor) === key);
    // places of others' own: only reading can be asked about
    const opens = related
      ? await mayOpen(stage, { route: one, variant: null, actor, object: related })
      : one.method === 'GET'
        ? await mayRead(stage, one, actor, key)
        : null;
    const listed = rows.includes(dossier[list.object]!);
    if (opens === null || listed === opens) continue;
    if (!listed && list.only && !(related && list.only.objects.includes(related))) continue;
    if (listed && list.only?.readers?.includes(actor.name)) continue;
    wrong.push(`${name} · ${actor.name}: ${listed ? 'a row too many' : 'a row too few'}, ${key} (${list.one})`);
  }
  return wrong;
}

async function mayOpen(stage: Stage, cell: Cell): Promise<boolean> {
  const { status, touched } = await stage.ask(cell);
  return verdictOf({ method: cell.route.method, status, touched }) === 'allowed';
}

async function mayRead(stage: Stage, route: Route, actor: Actor, key: string): Promise<boolean> {
  const { status } = await stage.read(actor, addressOf({ route, variant: null, actor, object: null }, stage.world.dossiers.get(key)!));
  return status === 200;
}

/** Every page. */
async function rowsOf(stage: Stage, name: string, actor: Actor): Promise<string[] | 'refused'> {
  const { query, rows, id = 'id', object } = LISTS[name]!;
  const all = [...stage.world.dossiers.values()].map(it => it[object]).join(',');
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const address = `${name.replace('GET ', '')}?${query.replace('ALL', all).replace('TODAY', localDate(new Date()))}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const { status, body } = await stage.read(actor, address);
    if (status === 403 || status === 401) return 'refused';
    if (status !== 200) throw new Error(`${address} as ${actor.name}: ${status} ${JSON.stringify(body)}`);
    const page = body as Record<string, unknown> & { next?: string | null };
    found.push(...(page[rows] as Record<string, string>[]).map(it => it[id]!));
    cursor = page.next ?? null;
  } while (cursor);
  return found;
}
