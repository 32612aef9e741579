import type { Api, Route } from './routes.ts';
import { ACTORS, OBJECTS, type Actor, type ObjectKind } from './people.ts';
import { objectFor, type World } from './world.ts';
import type { Dossier } from './cases.ts';
import { VARIANTS } from './bodies-by-hand.ts';

/** Names in a query or body that say whose thing a route without path parameters is about. Filters of lists are not among them: rows are checked by lists.ts. */
const ABOUT = ['clientId', 'contactId', 'userId', 'agencyId', 'uploadIds', 'originalIds', 'ids', 'caseId'];
/** There a name is a filter only, or says with whom and not about whom. */
const FILTERS = [
  'GET /api/configuration/items',
  'GET /api/configuration/services',
  'GET /api/configuration/export',
  'GET /api/configuration/audits',
  'GET /api/uploads',
];

/** One question: may this person do this with this object? `object` null: the route is about none. */
export type Cell = { route: Route; variant: string | null; actor: Actor; object: ObjectKind | null };

/** The row of expected.csv: the route, and which of its requests where there are several. */
export const rowOf = ({ route, variant }: Pick<Cell, 'route' | 'variant'>): string => (variant ? `${route.name} [${variant}]` : route.name);

/** Whether a route is about an object, so that it matters whose it is. */
export const isAboutObject = ({ name, params, fields, query }: Route): boolean =>
  params.length > 0 || (!FILTERS.includes(name) && (fields.some(it => ABOUT.includes(it)) || query.some(it => it.name === 'agency')));

/** Every cell of the matrix, route by route. */
export const cellsOf = ({ routes }: Api, actors: readonly Actor[] = ACTORS): Cell[] =>
  routes.flatMap(route =>
    variantsOf(route).flatMap(variant => actors.flatMap(actor => (isAboutObject(route) ? OBJECTS : [null]).map(object => ({ route, variant, actor, object })))),
  );

export const variantsOf = ({ name }: Route): (string | null)[] => (Object.keys(VARIANTS[name] ?? {}).length > 0 ? Object.keys(VARIANTS[name]!) : [null]);

/** The address of a cell: path parameters and query filled from the dossier; `more`: query beside that. */
export function addressOf({ route }: Cell, it: Dossier, more = ''): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(objectFor(route, name, it)));
  const given = route.query.flatMap(({ name, required, schema }) => {
    if (name === 'ids') return [[name, it['uploadId']!]];
    if (name === 'agency' && FILTERS.includes(route.name)) return [];
    if (ABOUT.includes(name) || name === 'agency') return [[name, it[name]!]];
    if (!required) return [];
    return [[name, QUERY[`${route.name} ${name}`] ?? QUERY[name] ?? String(schema?.enum?.[0] ?? '1')]];
  });
  const query = new URLSearchParams([...new Map([...(given as [string, string][]), ...new URLSearchParams(more)])]).toString();
  return query ? `${path}?${query}` : path;
}

/** Values of required query parameters. */
const QUERY: Record<string, string> = {
  'GET /api/contact-counts from': '2026-11-01T00:00:00Z',
  'GET /api/contact-counts to': '2026-11-20T00:00:00Z',
  from: '2026-11-01',
  to: '2026-11-20',
  seen: '0'.repeat(64),
  year: '2026',
  on: '2026-11-02',
  kind: 'information-request',
  channel: 'counter',
  version: '1',
};

export const dossierOf = (world: World, { actor, object }: Cell): Dossier => world.dossier(object ?? 'own', actor);

/** Of those who may with some object, these are asked about each time; the others take turns. */
const ALWAYS: readonly (ObjectKind | null)[] = [null, 'own', 'other'];
const IN_TURN = OBJECTS.filter(it => !ALWAYS.includes(it));

/**
 * The short form, the same each time: every route and everybody; of six kinds of object one's own, and where somebody may with any of them also
 * another agency's and one more in turn.
 */
export function shortFormOf(cells: readonly Cell[], allows: (cell: Cell) => boolean): Cell[] {
  const may = new Set(cells.filter(allows).map(it => `${rowOf(it)} ${it.actor.name}`));
  return cells.filter(it => {
    if (!may.has(`${rowOf(it)} ${it.actor.name}`)) return it.object === null || it.object === 'own';
    const turn = it.route.name.length + ACTORS.findIndex(one => one.name === it.actor.name);
    return ALWAYS.includes(it.object) || it.object === IN_TURN[turn % IN_TURN.length];
  });
}
