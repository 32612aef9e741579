import { ENDPOINTS } from '../../web/contract/index.ts';
import { CASE_QUEUES, TASK_QUEUES, TASK_SORTS, type WorkFilter } from '../../web/contract/views.ts';
import { SORTS_OF } from '../../web/api/cases/rows.ts';
import { EXTRA_SERVICES } from '../seed-large/country.ts';
import type { Ask, DeskApi } from './desk-api.ts';
import { isControl, type Finding, type makePlans } from './desk-plans.ts';
import { ROUTES } from './desk-routes.ts';
import type { Things } from './desk-things.ts';
import { recordSql } from './recorded-sql.ts';

/** Never ends: what it reads, it reads from the channel of changes. */
const STREAM = '/api/events';
const DAY_MS = 24 * 3_600_000;

export type Everywhere = {
  routes: number;
  requests: number;
  statements: number;
  breaches: (Finding & { route: string; who: string })[];
  heavy: (Finding & { route: string; who: string })[];
  /** Routes that answered nobody with 200: nothing is known of them. */
  unseen: string[];
};
type Look = Pick<Ask, 'method' | 'path' | 'body'> & { route: string };

const day = (fromNow: number) => new Date(Date.now() + fromNow * DAY_MS).toISOString().slice(0, 10);

/** Each value that every narrowing can have. */
const filtersOf = ({ clientId, people }: Things): Required<Record<keyof WorkFilter, string>> => ({
  kind: 'complaint,incident',
  service: EXTRA_SERVICES.slice(0, 3)
    .map(it => it.id)
    .join(','),
  status: 'in_progress',
  priority: '1,2',
  channel: 'post',
  team: 'vsaa',
  assignee: `nobody,${people['specialist']!.id}`,
  waits: 'client',
  dueFrom: day(-1),
  dueTo: day(1),
  submittedFrom: day(-400),
  submittedTo: day(-300),
  overdue: 'yes',
  escalated: 'yes',
  client: clientId,
  text: 'pabalsts',
});

/** All that can be asked of the lists, and every other route a person reads, with each case there is to look at. */
function looksAt(things: Things): Look[] {
  const filters = Object.entries(filtersOf(things)).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const lists = [
    ...TASK_QUEUES.flatMap(queue => TASK_SORTS.map(sort => `/api/tasks?queue=${queue}&sort=${sort}`)),
    ...CASE_QUEUES.flatMap(state => SORTS_OF[state].map(sort => `/api/cases?state=${state}&sort=${sort}`)),
    ...filters.flatMap(filter => [`/api/tasks?queue=all&${filter}`, `/api/cases?state=open&${filter}`, `/api/cases?state=all&${filter}`]),
  ].map((path): Look => ({ route: path, method: 'GET', path }));
  const asked = {
    limit: '50',
    from: day(-7),
    to: day(0),
    kind: 'complaint',
    clientId: things.clientId,
    ids: things.documentId,
    act: 'extend',
    amount: '1',
    year: '2026',
    of: 'events',
    q: 'pabalsts',
  };
  const others = ENDPOINTS.filter(it => it.method === 'get' && ![STREAM, '/api/tasks', '/api/cases'].includes(it.path)).flatMap(({ path, query }) => {
    const known = Object.entries((query as { shape?: Record<string, unknown> } | undefined)?.shape ?? {}).flatMap(([name]) =>
      name in asked ? [`${name}=${asked[name as keyof typeof asked]}`] : [],
    );
    return filled(path, things).map((at): Look => ({ route: path, method: 'GET', path: `${at}${known.length > 0 ? `?${known.join('&')}` : ''}` }));
  });
  const searches = ROUTES.filter(it => it.method === 'POST').map(({ name, path, body }): Look => ({ route: name, method: 'POST', path, body }));
  const typed = ['26123', 'cilveks1@', '327500-00015', 'nodoklu parrekinu', 'zzyzzx'].map((q): Look => ({
    route: `search: ${q}`,
    method: 'POST',
    path: '/api/search',
    body: { q },
  }));
  return [...lists, ...others, ...searches, ...typed];
}

/** A path once for each case; whatever else it names there is one of. */
function filled(path: string, { cases, documentId, taskKey, clientId, contactId }: Things): string[] {
  const one: Record<string, string> = {
    documentId,
    taskKey,
    clientId,
    contactId,
    agencyId: 'vsaa',
    serviceId: 'funeral-benefit',
    subject: 'register',
    notice: 'N1',
    language: 'lv',
  };
  const with_ = (caseId: string) => path.replace(/:(\w+)/g, (all, name: string) => (name === 'caseId' ? caseId : (one[name] ?? all)));
  if (!path.includes(':caseId')) return [with_('')];
  return path.includes(':documentId') ? [with_(cases.documents)] : Object.values(cases).map(with_);
}

/** C7: how every statement of every route a person uses is carried out, asked by everybody. */
export async function lookEverywhere(api: DeskApi, plans: ReturnType<typeof makePlans>, things: Things): Promise<Everywhere> {
  const [breaches, heavy]: [Everywhere['breaches'], Everywhere['heavy']] = [[], []];
  const answered = new Map<string, boolean>();
  const counted = { requests: 0, statements: 0 };
  const looks = looksAt(things);
  // the invented documents have no bytes: what streams them fails after it has asked the database
  const produces = new Set<string>(ENDPOINTS.flatMap(it => (it.produces ? [it.path] : [])));
  for (const [who, person] of Object.entries(things.people))
    for (const { route, ...look } of looks) {
      let status = 0;
      const ask = async () => {
        ({ status } = await api.ask({ who: person, ...look }).catch((error: unknown) => {
          if (produces.has(route)) return { status: 500 };
          throw error;
        }));
      };
      const statements = await recordSql(ask);
      if (status >= 500 && !produces.has(route)) throw new Error(`${route}, ${who}: ${status}`);
      answered.set(route, status === 200 || answered.get(route) === true);
      counted.requests++;
      for (const statement of statements.filter(it => !isControl(it))) {
        counted.statements++;
        for (const finding of await plans.findings(statement)) (finding.what === 'many rows' ? heavy : breaches).push({ route, who, ...finding });
      }
    }
  return {
    routes: new Set(looks.map(it => it.route)).size,
    ...counted,
    breaches,
    heavy,
    unseen: [...answered].flatMap(([route, seen]) => (seen ? [] : [route])),
  };
}
