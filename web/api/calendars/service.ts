import type { Tx } from '../../../platform/database.ts';
import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { SpecialDay, Week } from '../../../platform/working-days.ts';
import type { changeCalendarDay, changeCalendarWeek, getCalendar, previewCalendarDay, previewCalendarWeek } from '../../contract/calendars.ts';
import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { makeDirectory } from '../cases/directory.ts';
import { iso } from '../cases/present.ts';
import type { Context } from '../http/bind.ts';
import { carryOutMoves, findMoves, orderMoves, seenOf, type Move } from './moves.ts';
import { mayChangeCalendar, maySeeCalendar } from './policy.ts';
import { presentCalendar } from './present.ts';
import { readCalendarData, type AgencyTime } from './read.ts';

type DayChange = { on: string; hours: SpecialDay['hours'] | null; title: SpecialDay['title'] };
type WeekChange = { validFrom: string; week: Week };
type Input<E> = ParamsOf<E> & BodyOf<E>;

export type Calendars = ReturnType<typeof makeCalendars>;

const LISTED = 100;
/** Changes of one agency's calendar come one after another. */
const lockCalendar = (tx: Tx, agencyId: string) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`calendar ${agencyId}`}, 0))`;

/** Working time of agencies, and what a change of it does to running cases. */
export function makeCalendars({ db, now, newId, outbox, log }: CaseDeps) {
  const directory = makeDirectory(db);

  async function admit(agencyId: string, { user }: Context, may: (user: Context['user'], agencyId: string) => boolean) {
    const agency = await db.agency.findUnique({ where: { id: agencyId } });
    if (!agency) throw new Problem('not-found', `No agency ${agencyId}`);
    if (!may(user, agencyId)) throw new Problem('not-permitted', 'The administrator of the agency changes its calendar');
  }

  const movesOfDay = (tx: Tx, agencyId: string, change: DayChange) => findMoves(tx, { agencyId, change: withDay(change), since: change.on, now: now() });
  const movesOfWeek = (tx: Tx, agencyId: string, change: WeekChange) =>
    findMoves(tx, { agencyId, change: withWeek(change), since: change.validFrom, now: now() });

  /** What has been worked already stays as it was: promises rest on it. */
  function refusePast({ validFrom }: WeekChange): void {
    if (validFrom <= localDate(now()))
      throw new Problem('invalid-form', 'Working hours change from tomorrow on at the earliest', [{ path: 'validFrom', code: 'past' }]);
  }

  /** After the commit; what a stopped program leaves, the chores of another carry out. */
  async function moveNow(): Promise<void> {
    await carryOutMoves(db, now()).catch((error: Error) => log.warn({ cause: error.name }, 'cases wait to be moved by a calendar'));
    outbox.kick();
  }

  return {
    async get({ agencyId, year }: ParamsOf<typeof getCalendar> & QueryOf<typeof getCalendar>, context: Context): Promise<ReplyOf<typeof getCalendar>> {
      await admit(agencyId, context, maySeeCalendar);
      const agency = (await directory.agencies())(agencyId);
      return { ...presentCalendar(await readCalendarData(db, agencyId), year, localDate(now())), agency, mayChange: mayChangeCalendar(context.user, agencyId) };
    },

    async previewDay({ agencyId, ...change }: Input<typeof previewCalendarDay>, context: Context): Promise<ReplyOf<typeof previewCalendarDay>> {
      await admit(agencyId, context, mayChangeCalendar);
      return presentMoves(await movesOfDay(db, agencyId, change));
    },

    /** The day and the list of cases to move are one commit; then each case moves, once. */
    async changeDay({ agencyId, seen, ...change }: Input<typeof changeCalendarDay>, context: Context): Promise<ReplyOf<typeof changeCalendarDay>> {
      await admit(agencyId, context, mayChangeCalendar);
      const { user, once } = context;
      const reply = await once(async tx => {
        await lockCalendar(tx, agencyId);
        const moves = await movesOfDay(tx, agencyId, change);
        if (seenOf(moves) !== seen) throw new Problem('state-conflict', 'Other cases would move than those that were shown');
        const at = now();
        await keepDay(tx, { agencyId, change, by: user.id, at, id: newId() });
        await orderMoves(tx, { id: newId(), agencyId, on: change.on, title: change.title, by: user.id }, moves);
        await audit(tx, { who: user.id, did: 'calendar.day', at, data: { agencyId, on: change.on, hours: change.hours, moved: moves.length } });
        return { count: dated(moves).length };
      });
      await moveNow();
      return reply;
    },

    async previewWeek({ agencyId, ...change }: Input<typeof previewCalendarWeek>, context: Context): Promise<ReplyOf<typeof previewCalendarWeek>> {
      await admit(agencyId, context, mayChangeCalendar);
      refusePast(change);
      return presentMoves(await movesOfWeek(db, agencyId, change));
    },

    /** Other hours from a day to come on; a week planned for the same day gives way to it. */
    async changeWeek({ agencyId, seen, ...change }: Input<typeof changeCalendarWeek>, context: Context): Promise<ReplyOf<typeof changeCalendarWeek>> {
      await admit(agencyId, context, mayChangeCalendar);
      refusePast(change);
      const { week, validFrom } = change;
      const { user, once } = context;
      const reply = await once(async tx => {
        await lockCalendar(tx, agencyId);
        const moves = await movesOfWeek(tx, agencyId, change);
        if (seenOf(moves) !== seen) throw new Problem('state-conflict', 'Other cases would move than those that were shown');
        const at = now();
        const on = new Date(validFrom);
        await tx.agencyWeek.updateMany({ where: { agencyId, validFrom: on, removedAt: null }, data: { removedAt: at, removedBy: user.id } });
        await tx.agencyWeek.create({ data: { id: newId(), agencyId, validFrom: on, week, addedBy: user.id, addedAt: at } });
        await orderMoves(tx, { id: newId(), agencyId, on: validFrom, title: NEW_HOURS, by: user.id }, moves);
        await audit(tx, { who: user.id, did: 'calendar.week', at, data: { agencyId, validFrom, week, moved: moves.length } });
        return { count: dated(moves).length };
      });
      await moveNow();
      return reply;
    },
  };
}

const NEW_HOURS = { lv: 'Mainīts iestādes darba laiks', en: 'The agency’s working hours have changed' };

/** Those whose date moves; where only the warning does, the keeper hears of it and nobody else needs to. */
const dated = (moves: Move[]) => moves.filter(it => iso(it.from) !== iso(it.to));

const presentMoves = (moves: Move[]) => ({
  count: dated(moves).length,
  moves: dated(moves)
    .slice(0, LISTED)
    .map(it => ({ caseId: it.caseId, code: it.code, from: iso(it.from), to: iso(it.to) })),
  seen: seenOf(moves),
});

const withDay =
  ({ on, hours, title }: DayChange) =>
  ({ weeks, days }: AgencyTime): AgencyTime => ({
    weeks,
    days: [...days.filter(it => it.on !== on), ...(hours ? [{ on, hours, title }] : [])],
  });

const withWeek =
  ({ validFrom, week }: WeekChange) =>
  ({ weeks, days }: AgencyTime): AgencyTime => ({
    days,
    weeks: [...weeks.filter(it => it.from !== validFrom), { from: validFrom, week }].sort((one, other) => one.from.localeCompare(other.from)),
  });

/** The day before stays in the table as taken back: what was promised by it stays explained. */
async function keepDay(
  tx: Tx,
  { agencyId, change: { on, hours, title }, by, at, id }: { agencyId: string; change: DayChange; by: string; at: Date; id: string },
) {
  const day = new Date(on);
  const { count } = await tx.calendarDay.updateMany({ where: { agencyId, on: day, removedAt: null }, data: { removedAt: at, removedBy: by } });
  if (!hours && count === 0) throw new Problem('invalid-form', `The agency has no day ${on} of its own`, [{ path: 'on', code: 'no-own-day' }]);
  if (hours) await tx.calendarDay.create({ data: { id, agencyId, on: day, hours, titleLv: title.lv, titleEn: title.en, addedBy: by, addedAt: at } });
}
