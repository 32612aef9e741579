import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { getItem, Ground, ItemStatus, listItemHistory, listItems } from '../../contract/configuration.ts';
import { audit } from '../audit/audit.ts';
import { readCursor, writeCursor } from '../cases/page.ts';
import type { Directory } from '../cases/directory.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayListCases } from '../cases/policy.ts';
import { hasTasks } from '../http/user.ts';
import { findItem, whereOf, type ItemDeps } from './items.ts';
import { namesOf, readPlans } from './plan.ts';
import { mayChangeStatus, mayEditItem, mayListItems } from './policy.ts';
import { presentLine, relationWords, serviceTitles, type LineWords } from './present.ts';
import type { KeptGround } from './write.ts';

export type Readers = ItemDeps & { directory: Directory };

export const LINE = { services: { select: { serviceId: true }, orderBy: { serviceId: 'asc' } } } as const;
const NONE: Record<ItemStatus, number> = { planned: 0, 'in-use': 0, unavailable: 0, retired: 0 };

export async function lineWords({ db, directory, processes, now }: Readers): Promise<LineWords> {
  return { agency: await directory.agencies(), plan: await readPlans(db, localDate(now())), service: serviceTitles(processes) };
}

/** Lists and single items, for those who may see them. */
export function makeItemReads(deps: Readers) {
  const { db, now } = deps;

  const list: UseCase<typeof listItems> = async ({ cursor, limit, ...filter }, { user }) => {
    if (!mayListItems(user)) throw new Problem('not-permitted', 'Items are for those who work in agencies');
    const after = readCursor(cursor, ['text']);
    const where = whereOf(user, filter);
    const page = after ? { AND: [where, { identifier: { gt: after[0]! } }] } : where;
    const rows = await db.configurationItem.findMany({ where: page, orderBy: { identifier: 'asc' }, take: limit + 1, include: LINE });
    const counted = await db.configurationItem.groupBy({ by: ['status'], where: whereOf(user, { ...filter, status: undefined }), _count: true });
    const words = await lineWords(deps);
    const some = rows.slice(0, limit);
    return {
      items: some.map(row => presentLine(row, words)),
      next: rows.length > limit ? writeCursor([some.at(-1)!.identifier]) : null,
      counts: { ...NONE, ...Object.fromEntries(counted.map(it => [it.status, it._count])) },
    };
  };

  const get: UseCase<typeof getItem> = async ({ itemId }, { user }) => {
    await findItem(db, itemId, user);
    const it = await db.configurationItem.findUniqueOrThrow({
      where: { id: itemId },
      include: { ...LINE, relations: { include: { target: { include: LINE } } }, relatedBy: { include: { source: { include: LINE } } } },
    });
    const words = await lineWords(deps);
    const plan = words.plan(it.agencyId);
    // people are components too: a look at them is a look at personal data
    if (plan.types.find(type => type.id === it.type)?.kind === 'people')
      await db.$transaction(tx => audit(tx, { who: user.id, did: 'configuration.look', at: now(), purpose: 'configuration', data: { itemId } }));
    return {
      ...presentLine(it, words),
      release: it.release,
      attributes: it.attributes as Record<string, unknown>,
      relations: it.relations.map(one => ({ type: one.type, words: relationWords(plan, one.type).out, item: presentLine(one.target, words) })),
      relatedBy: it.relatedBy.map(one => ({
        type: one.type,
        words: relationWords(words.plan(one.source.agencyId), one.type).back,
        item: presentLine(one.source, words),
      })),
      since: it.registeredAt.toISOString(),
      statusSince: it.statusSince.toISOString(),
      version: it.version,
      plan,
      may: actsOf(user, it),
    };
  };

  const history: UseCase<typeof listItemHistory> = async ({ itemId }, { user }) => {
    await findItem(db, itemId, user);
    const rows = await db.configurationChange.findMany({ where: { itemId }, orderBy: { id: 'desc' }, take: 1000 });
    const names = await namesOf(
      db,
      rows.map(row => row.by),
    );
    return {
      entries: rows.map(row => ({
        field: row.field,
        old: row.old,
        new: row.new,
        by: names(row.by),
        at: row.at.toISOString(),
        why: row.why,
        ground: presentGround(row.ground as KeptGround | null),
      })),
    };
  };

  return { list, get, history };
}

const presentGround = (it: KeptGround | null) =>
  it && { kind: it.kind, event: (it.event ?? null) as Extract<Ground, { kind: 'event' }>['event'] | null, code: it.code ?? null };

function actsOf(user: User, it: { agencyId: string; status: string }): ('edit' | 'change-status' | 'act-on-cases')[] {
  return [
    ...(mayEditItem(user, it) ? (['edit'] as const) : []),
    ...(mayChangeStatus(user, it) && it.status !== 'retired' ? (['change-status'] as const) : []),
    ...(hasTasks(user) && mayListCases(user) ? (['act-on-cases'] as const) : []),
  ];
}
