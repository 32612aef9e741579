import { createHash } from 'node:crypto';
import { reckonDeadline, nextAlarm } from '../../../platform/deadline.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { startOf } from '../../../platform/local-time.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { makeCalendar } from '../../../platform/working-days.ts';
import { lockCase } from '../cases/find.ts';
import { iso } from '../cases/present.ts';
import { recordEvent, sendNotice } from '../cases/record.ts';
import { announceClock, CLOCKS, readDeadline, toClockEvents, turnClock, type ClockName } from '../clock/clock.ts';
import { isOpen } from '../cases/status.ts';
import { dateOf, readCalendarData, type AgencyTime } from './read.ts';

export type Move = { caseId: string; code: string; from: Date | null; to: Date | null };

/** So many cases are reckoned at a time. */
const PAGE = 500;

/**
 * The running cases that a change of an agency's calendar moves: those whose main date, or whose next alarm, it changes. Cases
 * that are due before `since` cannot be touched by a change of a later day.
 */
export async function findMoves(
  tx: Tx,
  { agencyId, change, since, now }: { agencyId: string; change: (data: AgencyTime) => AgencyTime; since: string; now: Date },
): Promise<Move[]> {
  const data = await readCalendarData(tx, agencyId);
  const [before, after] = [data, change(data)].map(it => makeCalendar(it));
  const moves: Move[] = [];
  for (let last: string | undefined; ;) {
    const page = await tx.case.findMany({
      where: {
        calendar: agencyId,
        closedAt: null,
        OR: [{ dueAt: { gte: startOf(since) } }, { dueAt: null }],
        ...(last && { id: { gt: last } }),
      },
      orderBy: { id: 'asc' },
      take: PAGE,
      select: { id: true, code: true, status: true, clockEvents: { orderBy: { id: 'asc' }, select: { name: true, at: true, data: true, clock: true } } },
    });
    for (const it of page) {
      if (!isOpen(it.status)) continue;
      const dates = (clock: ClockName) => {
        const log = toClockEvents(it.clockEvents, clock);
        return [before!, after!].map(calendar => reckonDeadline(log, calendar, now)) as [ReturnType<typeof reckonDeadline>, ReturnType<typeof reckonDeadline>];
      };
      const all = CLOCKS.map(dates);
      if (all.some(([was, is]) => was.dueAt?.getTime() !== is.dueAt?.getTime() || nextAlarm(was, now).getTime() !== nextAlarm(is, now).getTime()))
        moves.push({ caseId: it.id, code: it.code, from: all[0]![0].dueAt, to: all[0]![1].dueAt });
    }
    if (page.length < PAGE) return moves;
    last = page.at(-1)!.id;
  }
}

/** What was previewed, in a few letters: case by case, from when to when. */
export const seenOf = (moves: Move[]): string =>
  createHash('sha256')
    .update(moves.map(it => `${it.caseId} ${iso(it.from)} ${iso(it.to)}`).join('\n'))
    .digest('hex')
    .slice(0, 16);

export type Change = { id: string; agencyId: string; on: string; title: { lv: string; en: string }; by: string };

/** Writes down which cases are to move, in the transaction of the change itself: from then on it will happen, whoever stops meanwhile. */
export async function orderMoves(tx: Tx, change: Change, moves: Move[]): Promise<void> {
  const { id: changeId, agencyId, on, title, by } = change;
  await tx.calendarMove.createMany({
    data: moves.map(it => ({ changeId, agencyId, caseId: it.caseId, on: new Date(on), titleLv: title.lv, titleEn: title.en, by, wasDueAt: it.from })),
  });
}

/** Moves the cases still to be moved, each in a transaction of its own, once. Any number of programs may do it at once. @returns how many */
export async function carryOutMoves(db: Db, now: Date): Promise<number> {
  let done = 0;
  for (;;) {
    const next = await db.calendarMove.findFirst({ where: { doneAt: null }, orderBy: { id: 'asc' }, select: { id: true, caseId: true } });
    if (!next) return done;
    if (await db.$transaction(tx => carryOut(tx, next, now))) done += 1;
  }
}

/** The case is locked first, as by everybody else; then the order, if nobody has carried it out meanwhile. */
async function carryOut(tx: Tx, { id, caseId }: { id: bigint; caseId: string }, now: Date): Promise<boolean> {
  const it = await lockCase(tx, caseId);
  const order = await tx.calendarMove.findUniqueOrThrow({ where: { id } });
  if (order.doneAt) return false;
  await tx.calendarMove.update({ where: { id }, data: { doneAt: now } });
  if (!isOpen(it.status)) return true;

  const title = { lv: order.titleLv, en: order.titleEn };
  const data = { on: dateOf(order.on), title, was: iso(order.wasDueAt) };
  const deadline = await turnClock(tx, { caseId, event: { name: 'calendar', at: now, data }, actor: order.by, now });
  const acceptance = await readDeadline(tx, caseId, now, 'acceptance');
  if (acceptance.state !== 'stopped') await turnClock(tx, { caseId, clock: 'acceptance', event: { name: 'calendar', at: now, data }, actor: order.by, now });
  if (iso(deadline.dueAt) !== iso(order.wasDueAt)) {
    await recordEvent(tx, { caseId, name: 'deadline-changed', at: now, actor: order.by, data: { dueAt: iso(deadline.dueAt), reason: title } });
    // a later date is the client's loss: said in KAC's name, with the reason (N4)
    if (deadline.dueAt && order.wasDueAt && deadline.dueAt > order.wasDueAt)
      await sendNotice(tx, { caseId, notice: 'N4', at: now, data: { code: it.code, dueAt: iso(deadline.dueAt), reason: title } });
  }
  await announceClock(tx, caseId, deadline, now);
  await notifyCase(tx, caseId);
  return true;
}
