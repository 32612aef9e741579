import type { Sql } from '../../platform/database.ts';
import type { Expected } from './expected.ts';
import { LISTS } from './lists.ts';
import type { Dossier } from './cases.ts';
import { cellsOf, rowOf, type Cell } from './matrix.ts';
import type { Actor } from './people.ts';
import { valuesShown, type ShownValue } from './shown.ts';
import type { Asked, Stage } from './stage.ts';
import { readSubjects, type Subjects } from './subjects.ts';
import { beyondRefusal } from './traces.ts';
import { localDate } from '../../platform/local-time.ts';

/** What an entry of the audit log says, as far as a look is told by it. */
type Entry = { did: string; purpose: string | null; names: Set<string> };
/** What one answer has shown, and what of it nobody wrote down. `own`: all of it was the asker's own. */
export type Look = { row: string; actor: string; object: string | null; status: number; values: number; own: number; missing: string[] };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY_MS = 86_400_000;
/** Of lists that lists.ts does not compare: what is to be in them. */
const QUERIES: Record<string, () => string> = {
  'GET /api/absences': () => `from=${localDate(new Date())}&to=${localDate(new Date(Date.now() + 60 * DAY_MS))}`,
  'GET /api/change-calendar': () => `from=${localDate(new Date())}&to=${localDate(new Date(Date.now() + 30 * DAY_MS))}`,
};
const queryOf = (list: (typeof LISTS)[string] | undefined, dossier: Dossier) =>
  list?.query.replace('ALL', dossier[list.object]!).replace('TODAY', localDate(new Date()));

/** Others' things first: one's own show little. */
const ORDER = ['same', 'other', 'represented', 'expired', 'nobody', 'own'];

/** Those whose ways through the code differ most; of the others who may, the first ones. */
const ASKED_FIRST = ['auditor', 'specialist', 'kac-specialist', 'resident', 'front-office-lead'];
const MOST_ASKED = 4;
const rankOf = ({ actor }: Cell) => (ASKED_FIRST.includes(actor.name) ? ASKED_FIRST.indexOf(actor.name) : ASKED_FIRST.length);

/** Routes whose answers carry data of clients or of workers as employees, asked by up to four of those who may, each about one object. */
export function cellsWithPersonalData(stage: Pick<Stage, 'api'>, expected: Expected): Cell[] {
  const carrying = cellsOf(stage.api).filter(({ route }) => route.carries.includes('client') || route.carries.includes('employment'));
  const allowed = carrying.filter(cell => expected.allows(cell));
  const ranked = allowed.toSorted((a, b) => ORDER.indexOf(a.object ?? 'own') - ORDER.indexOf(b.object ?? 'own'));
  const first = [...Map.groupBy(ranked, cell => `${rowOf(cell)} ${cell.actor.name}`).values()].map(cells => cells[0]!);
  return [...Map.groupBy(first, rowOf).values()].flatMap(cells => cells.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST_ASKED));
}

/** Asks each cell and holds what the answer shows against what the audit log says of it: who (the asker), whose, why. */
export async function judgeLooks(stage: Stage, sql: Sql, cells: readonly Cell[]): Promise<Look[]> {
  const subjects = await readSubjects(sql);
  const looks: Look[] = [];
  let before = '';
  for (const cell of cells) {
    // each person's first reading of the day: what a list has shown somebody already it does not write down again
    if (rowOf(cell) !== before) await stage.renew();
    before = rowOf(cell);
    const from = await endOf(sql);
    const list = LISTS[cell.route.name];
    const asked = await stage.ask(cell, QUERIES[cell.route.name]?.() ?? queryOf(list, stage.world.dossier(cell.object ?? 'own', cell.actor)));
    if (asked.status >= 300) continue;
    const entries = await entriesOf(sql, from, cell.actor.name, asked);
    looks.push(judge(stage, subjects, cell, asked, entries));
  }
  return looks;
}

function judge(stage: Stage, subjects: Subjects, cell: Cell, asked: Asked, entries: Entry[]): Look {
  const { route, actor, object } = cell;
  const values: ShownValue[] = route.reply
    ? valuesShown(stage.api, route.reply, asked.body, asked.said).filter(it => it.of !== 'worker')
    : [{ path: ' (the whole)', of: 'client', about: [asked.said] }];
  const me = ownerNames(stage, actor);
  const told = values.map(value => ({ value, verdict: verdictOf(value, { subjects, entries, me, oneself: route.oneself }) }));
  const missing = told.filter(it => it.verdict !== 'own' && it.verdict !== 'written').map(({ value, verdict }) => `${value.path}: ${verdict}`);
  return {
    row: rowOf(cell),
    actor: actor.name,
    object,
    status: asked.status,
    values: values.length,
    own: told.filter(it => it.verdict === 'own').length,
    missing: [...new Set(missing)],
  };
}

type Beside = { subjects: Subjects; entries: Entry[]; me: ReadonlySet<string>; oneself: boolean };

/** The nearest thing that has a name decides whose a value is. */
function verdictOf({ about, of }: ShownValue, { subjects, entries, me, oneself }: Beside): string {
  for (const names of about) {
    const known = names.flatMap(it => subjects.of(it) ?? []).filter(it => of === 'employment' || !it.isAccount);
    if (known.some(it => [...it.owners].some(owner => me.has(owner)))) return 'own';
    if (known.some(({ names: all }) => entries.some(entry => [...all].some(it => entry.names.has(it))))) return 'written';
    if (known.length > 0) return entries.length > 0 ? `written down, but not whose (${[...entries].map(it => it.did).join(', ')})` : 'nothing written down';
    if (names.some(it => UUID.test(it) && entries.some(entry => entry.names.has(it)))) return 'written';
  }
  if (oneself) return 'own';
  // an answer that names nobody (a file): the log must
  return entries.some(entry => [...entry.names].some(it => subjects.of(it))) ? 'written' : 'nothing written down that says whose';
}

function ownerNames({ world }: Stage, actor: Actor): Set<string> {
  const client = actor.personalCode ? world.dossier('own', actor)['clientId'] : undefined;
  return new Set([actor.name, ...(client ? [client] : [])]);
}

const endOf = async (sql: Sql): Promise<string> => (await sql<{ end: string }[]>`SELECT coalesce(max(seq), 0)::text AS end FROM audit_entry`)[0]!.end;

/** New entries of this person that say why: by their purpose; of a request that has changed something, by what was done. */
async function entriesOf(sql: Sql, from: string, who: string, { touched }: Asked): Promise<Entry[]> {
  const rows = await sql<{ did: string; purpose: string | null; case_id: string | null; client_id: string | null; data: unknown }[]>`
    SELECT did, purpose, case_id::text, client_id::text, data FROM audit_entry WHERE seq > ${from}::bigint AND actor = ${who}`;
  const acted = beyondRefusal(touched).some(it => it !== 'idempotency_key');
  return rows
    .filter(it => it.purpose !== null || acted)
    .map(it => ({
      did: it.did,
      purpose: it.purpose,
      names: new Set([it.case_id, it.client_id, ...stringsIn(it.data)].filter(name => name !== null)),
    }));
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];

/** Routes that need more than this world has (an agency's system, a day off, a form's whole way): the test that shows their entry. */
export const ELSEWHERE: Record<string, string> = {
  'POST /api/clients/look-up': 'web/api/clients/clients.db-test.ts',
  'POST /api/tasks/{taskKey}/stand-in': 'web/api/absences/absences.db-test.ts',
  'PUT /api/my/email/confirmation': 'web/api/notices/choices.db-test.ts',
};

/** Everything that is not as it must be, in words. A route that has shown nothing has proved nothing. */
export function faultsOf(looks: readonly Look[], rows: readonly string[]): string[] {
  const missing = looks
    .filter(it => it.missing.length > 0)
    .map(it => `${it.row} · ${it.actor}${it.object ? ` · ${it.object}` : ''}: ${it.missing.slice(0, 4).join('; ')}`);
  const shown = new Set(looks.filter(it => it.values > 0).map(it => it.row));
  return [...missing, ...rows.filter(it => !shown.has(it) && !ELSEWHERE[it]).map(it => `${it}: nothing personal was shown to anybody, so nothing is proved`)];
}

export const rowsOf = (cells: readonly Cell[]): string[] => [...new Set(cells.map(rowOf))];
