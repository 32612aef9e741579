import type { z } from 'zod';
import { Problem } from '../../../../platform/problem.ts';
import type { QueryOf } from '../../../contract/endpoint.ts';
import { LOGS, type getLog, type logEntry, type LogName } from '../../../contract/log.ts';
import { audit } from '../../audit/audit.ts';
import type { Context } from '../../http/bind.ts';
import { mergedInto } from '../../links/link.ts';
import type { Access } from '../access.ts';
import type { CaseDeps } from '../deps.ts';
import type { Directory } from '../directory.ts';
import { readCursor, writeCursor } from '../page.ts';
import type { PartLooks } from '../part-looks.ts';
import { maySeeInternal } from '../policy.ts';
import { presentMessage } from '../present.ts';
import { readPlaces, type LogRow, type Place } from './rows.ts';
import { makeMatcher } from './words.ts';

type Entry = z.input<typeof logEntry>;
type People = Map<string, { name: string; agencyId: string | null }>;
type Reader = { inside: boolean; userId: string; merged: ReadonlyMap<string, string> };

/** A search reads on until it has a page, but not for ever: then the reader goes on from the cursor. */
const SEARCH_STEP = 200;
const SEARCH_STEPS = 5;

/** One timeline out of three logs, newest first: what happened, what was said, who looked (M11). */
export function makeLog({ db, now }: Pick<CaseDeps, 'db' | 'now'>, { access, directory, looked }: { access: Access; directory: Directory; looked: PartLooks }) {
  async function present(rows: LogRow[], { inside, userId, merged }: Reader): Promise<Entry[]> {
    const ids = (of: LogName) => rows.filter(row => row.of === of).map(row => row.id);
    const [events, messages, people, agency] = await Promise.all([
      db.caseEvent.findMany({ where: { id: { in: ids('event').map(BigInt) } } }),
      db.caseMessage.findMany({ where: { id: { in: ids('message') } }, include: { deliveries: true } }),
      peopleOf(rows.map(row => row.actor)),
      directory.agencies(),
    ]);
    const eventOf = new Map(events.map(it => [it.id, it]));
    const messageOf = new Map(messages.map(it => [it.id, it]));
    return rows.flatMap((row): Entry[] => {
      const common = { id: idOf(row), at: row.at.toISOString() };
      const who = row.actor === null ? undefined : people.get(row.actor);
      if (row.of === 'look') {
        const title = who?.agencyId ? agency(who.agencyId).title : null;
        return [{ ...common, of: 'look', actor: who?.name ?? row.actor, agency: title, purpose: row.purpose ?? '', times: row.times }];
      }
      const message = messageOf.get(row.id);
      if (row.of === 'message')
        return message ? [{ ...common, of: 'message', actor: message.senderName, message: presentMessage(message, merged.get(message.caseId)) }] : [];
      const event = eventOf.get(BigInt(row.id));
      // a client hears of the agency, not of a colleague's name, unless it is their own
      const actor = inside || row.actor === userId ? (who?.name ?? null) : null;
      if (!event) return [];
      const { name, data, public: isPublic, caseId } = event;
      return [{ ...common, of: 'event', actor, name, data: data as Record<string, unknown>, public: isPublic, mergedFrom: merged.get(caseId) ?? null }];
    });
  }

  async function peopleOf(ids: (string | null)[]): Promise<People> {
    const wanted = [...new Set(ids.filter(id => id !== null))];
    const accounts = await db.userAccount.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true, agencyId: true } });
    return new Map(accounts.map(it => [it.id, it]));
  }

  return async ({ caseId, of, q, cursor, limit }: { caseId: string } & QueryOf<typeof getLog>, { user }: Context) => {
    const found = await access.find(caseId, user);
    await looked(user, found, 'log');
    const inside = maySeeInternal(user, found);
    const wanted = LOGS.filter(name => of.split(',').includes(name));
    const merged = await mergedInto(db, caseId);
    const question = { caseId, merged: [...merged.keys()], of: wanted, inside };
    const matches = q ? makeMatcher(q) : () => true;
    const step = q ? SEARCH_STEP : limit + 1;

    const entries: { entry: Entry; place: Place }[] = [];
    let before = placeAt(cursor);
    let more = true;
    for (let steps = 0; more && entries.length <= limit && steps < (q ? SEARCH_STEPS : 1); steps += 1) {
      const rows = await readPlaces(db, { ...question, before, limit: step });
      const shown = await present(rows, { inside, userId: user.id, merged });
      const byId = new Map(shown.map(entry => [entry.id, entry]));
      for (const row of rows) {
        const entry = byId.get(idOf(row));
        if (entry && matches(entry)) entries.push({ entry, place: row });
      }
      more = rows.length === step;
      before = rows.at(-1) ?? before;
    }
    // who looked at whose data is itself looked at: by all but the one whose data it is (B5)
    if (wanted.includes('look') && inside) await db.$transaction(tx => audit(tx, { who: user.id, did: 'audit.look', at: now(), caseId, purpose: 'audit' }));

    const page = entries.slice(0, limit);
    const last = entries.length > limit ? page.at(-1)!.place : more ? before : null;
    return { entries: page.map(it => it.entry), next: last && writeCursor([last.at.toISOString(), last.of, last.id]) };
  };
}

/** Numbers are padded in the database, so that they sort as text. */
const idOf = ({ of, id }: Place): string => `${of}-${of === 'message' ? id : BigInt(id)}`;

function placeAt(cursor: string | undefined): Place | null {
  const parts = readCursor(cursor, ['instant', 'text', 'text']);
  if (!parts) return null;
  const [at, of, id] = parts;
  const name = LOGS.find(it => it === of);
  const isId = (name === 'message' ? /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ : /^\d{1,40}$/).test(id ?? '');
  if (!name || !id || !at || !isId) throw new Problem('invalid-request', 'This is not a cursor', [{ path: 'cursor', code: 'invalid' }]);
  return { at: new Date(at), of: name, id };
}
