import { localDate, shift, startOf } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Contact } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/contact-time.ts';
import type { ReplyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { makeShown } from '../audit/shown.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from '../cases/page.ts';
import { titledService } from '../cases/summaries.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { countWork } from '../work-time/count-work.ts';
import { correctDay, othersOf, timesOf } from '../work-time/days.ts';
import { daysOf } from '../work-time/totals.ts';
import { namesOf, type ContactDeps } from './deps.ts';
import { contactsVisibleTo, mayCount, maySeeContact, mayWorkOn } from './policy.ts';

type Row = ReplyOf<typeof contract.listContacts>['contacts'][number];

/** Working time of conversations: one that ends in no application costs time too (B3.13). */
export function makeContactTime({ db, now, processes }: ContactDeps) {
  const shown = makeShown({ db, now });

  /** @throws Problem not-found: of conversations of other offices one learns nothing */
  async function find(contactId: string, user: User): Promise<Contact> {
    const found = await db.contact.findUnique({ where: { id: contactId } });
    if (!found || !maySeeContact(user, found)) throw new Problem('not-found', `No conversation ${contactId}`);
    return found;
  }

  const work: UseCase<typeof contract.workOnContact> = async ({ contactId, workedSeconds }, { user }) => {
    const found = await find(contactId, user);
    // the last beat may come after the end: what was worked until then counts
    if (!mayWorkOn(user, { ...found, endedAt: null })) throw new Problem('not-permitted', 'The time of a conversation is its adviser’s');
    await db.$transaction(tx => countWork(tx, { contactId, userId: user.id, workedSeconds, at: now() }));
  };

  const get: UseCase<typeof contract.getContactTime> = async ({ contactId }, { user }) => {
    await find(contactId, user);
    const times = await timesOf(db, { contactId }, { user, at: now() });
    await shown(user, 'work-time.list', othersOf(times, user)); // prettier-ignore
    return times;
  };

  const correct: UseCase<typeof contract.correctContactTime> = async ({ contactId, ...correction }, { user, once }) => {
    const found = await find(contactId, user);
    return once(async tx => {
      const at = now();
      if (correction.on < localDate(found.startedAt))
        throw new Problem('invalid-form', 'The conversation had not begun', [{ path: 'on', code: 'before-start' }]);
      const { day, from } = await correctDay(tx, { contactId }, correction, { user, at });
      const { userId, on, seconds } = correction;
      await audit(tx, { who: user.id, did: 'work-time.correct', at, data: { contactId, userId, on, seconds, from } });
      return day;
    });
  };

  /** Bounded by the day and the page: both are read by index. */
  const list: UseCase<typeof contract.listContacts> = async ({ on, whose, cursor, limit }, { user }) => {
    if (!mayCount(user)) throw new Problem('not-permitted', 'Conversations are the front office’s');
    const after = readCursor(cursor, MOMENT_AND_ID);
    const earlier = after ? [{ OR: [{ startedAt: { lt: new Date(after[0]!) } }, { startedAt: new Date(after[0]!), id: { lt: after[1]! } }] }] : [];
    const rows = await db.contact.findMany({
      where: {
        AND: [contactsVisibleTo(user), ...earlier],
        startedAt: { gte: startOf(on), lt: startOf(shift(on, 1)) },
        ...(whose === 'mine' && { adviserId: user.id }),
      },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: { topics: { orderBy: { at: 'asc' }, include: { case: { select: { id: true, code: true } } } } },
    });
    const page = rows.slice(0, limit);
    const ids = page.map(row => row.id);
    const [times, names] = await Promise.all([
      db.workTime.findMany({ where: { contactId: { in: ids } } }),
      namesOf(
        db,
        page.map(row => row.adviserId),
      ),
    ]);
    const secondsOf = (id: string) => daysOf(times.filter(it => it.contactId === id)).reduce((sum, day) => sum + day.seconds, 0);
    const last = page.at(-1);
    return {
      contacts: page.map(row => ({
        id: row.id,
        channel: row.channel as Row['channel'],
        identification: row.identification as Row['identification'],
        adviser: { id: row.adviserId, name: names(row.adviserId) },
        startedAt: row.startedAt.toISOString(),
        endedAt: row.endedAt?.toISOString() ?? null,
        topics: row.topics.map(it => ({
          service: titledService(processes, it.serviceId),
          result: it.result as Row['topics'][number]['result'],
          case: it.case,
        })),
        workedSeconds: secondsOf(row.id),
      })),
      next: rows.length > limit && last ? writeCursor([last.startedAt.toISOString(), last.id]) : null,
    };
  };

  return { work, time: get, correctTime: correct, list };
}
