import type { Db, Tx } from '../../../platform/database.ts';
import type { Config } from '../../../platform/config.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Refused, type Channel } from '../../../platform/mail/channel.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { recordEvent } from '../cases/record.ts';
import { claimDue, planNew, ROUND, type Carried, type Policy } from './claim.ts';
import { composeLetter } from './compose.ts';

export type Channels = { email: Channel | null; sms: Channel | null };
type Deps = {
  db: Db;
  now(): Date;
  log: Logger;
  channels: Channels;
  config: Policy & Pick<Config, 'PUBLIC_URL'>;
};
type End = { state: 'sent' } | { state: 'failed' | 'dropped'; reason: string; detail: string | null } | { state: 'again'; cause: Error };

export type Sender = ReturnType<typeof makeSender>;

const LOOK_EVERY_MS = 1000;
const MINUTE_MS = 60_000;
/** Pauses after each failed attempt; the last one repeats. */
const PAUSES_MINUTES = [1, 5, 15, 60];
/** A notice older than this says nothing new: it is given up, and shown as not delivered. */
const GIVE_UP_MS = 3 * 24 * 60 * MINUTE_MS;

/**
 * Sends what the acts have written (decision record 0013). Recorded before (the lease) and after (the end); between the server's "250"
 * and our record lies the one gap: a program that dies there sends the same mail again, under the same Message-ID. Any number of
 * programs may send side by side.
 */
export function makeSender(deps: Deps) {
  const { db, now, log, channels } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;
  let failing = false;

  /** Round after round while there is more than one takes: how many letters have ended. */
  async function drain(): Promise<number> {
    let ended = 0;
    for (let taken = ROUND; taken === ROUND;) {
      const ends = await round();
      taken = ends.length;
      ended += ends.filter(({ state }) => state !== 'again').length;
    }
    return ended;
  }

  async function round(): Promise<End[]> {
    await db.$transaction(tx => planNew(tx, deps.config));
    const carried = await db.$transaction(tx => claimDue(tx, now()));
    const ends = await Promise.all(carried.map(async it => ({ it, end: await hand(it) })));
    for (const { it, end } of ends) await db.$transaction(tx => record(tx, { it, end, at: now(), log }));
    const said = ends.map(({ end }) => end);
    say(said);
    return said;
  }

  async function hand({ carrierId, rows }: Carried): Promise<End> {
    const [first] = rows;
    const channel = first && channels[first.channel as keyof Channels];
    if (!first || !channel) return { state: 'dropped', reason: 'switched-off', detail: null };
    try {
      await channel.send(composeLetter(carrierId, rows, await envelopeOf(first)));
      return { state: 'sent' };
    } catch (error) {
      if (error instanceof Refused) return { state: 'failed', reason: error.reason, detail: error.detail };
      const tooOld = now().getTime() - first.createdAt.getTime() > GIVE_UP_MS;
      return tooOld ? { state: 'failed', reason: 'unreachable', detail: null } : { state: 'again', cause: error as Error };
    }
  }

  async function envelopeOf({ caseId, language }: Carried['rows'][number]) {
    const it = caseId ? await db.case.findUnique({ where: { id: caseId }, select: { code: true, owner: true } }) : null;
    const agency = await db.agency.findUnique({ where: { id: it?.owner ?? 'kac' } });
    const fromName = (language === 'en' ? agency?.titleEn : agency?.titleLv) ?? 'KAC';
    return { publicUrl: deps.config.PUBLIC_URL, fromName, code: it?.code ?? null };
  }

  /** One line when trouble begins and one when it ends, not one a second. A cause has no addresses: only its code is told. */
  function say(ends: End[]): void {
    const trouble = ends.find(end => end.state === 'again');
    if (trouble && !failing) log.warn({ cause: causeOf(trouble.cause), waiting: ends.length }, 'notices cannot be handed over; they wait');
    if (failing && !trouble && ends.some(end => end.state === 'sent')) log.info('notices can be handed over again');
    if (ends.some(end => end.state !== 'dropped')) failing = trouble !== undefined;
  }

  const look = () => {
    running ??= drain()
      .catch((error: Error) => {
        log.warn({ cause: error.name }, 'notices cannot be read; trying again');
        return 0;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  return {
    /** Sends what is due now; answers how many letters have ended, one way or the other. For tests, and for the timer. */
    look,
    /** Whether the last letter could be handed over. */
    isWell: () => !failing,
    off: () => (Object.keys(channels) as (keyof Channels)[]).filter(name => channels[name] === null),
    start(): void {
      for (const [name, channel] of Object.entries(channels))
        if (!channel) log.info({ channel: name }, 'this channel is switched off: notices stay in the e-account');
      timer ??= setInterval(() => void look(), LOOK_EVERY_MS);
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      timer = undefined;
      await running;
      for (const channel of Object.values(channels)) channel?.close();
    },
  };
}

const causeOf = (error: Error & { code?: string; responseCode?: number }) => [error.name, error.code, error.responseCode].filter(Boolean).join(' ');

/** What came of a letter, for every notice it carried; a failure stands on the case's timeline, for staff. */
async function record(tx: Tx, { it: { carrierId, rows }, end, at, log }: { it: Carried; end: End; at: Date; log: Logger }): Promise<void> {
  const where = { carrierId, state: 'sending' };
  const [first] = rows;
  if (end.state === 'again') {
    const pause = PAUSES_MINUTES[Math.min((first?.attempts ?? 1) - 1, PAUSES_MINUTES.length - 1)]! * MINUTE_MS;
    await tx.delivery.updateMany({ where, data: { state: 'waiting', nextAt: new Date(at.getTime() + pause) } });
    return;
  }
  const { count } = await tx.delivery.updateMany({
    where,
    // a code need not be kept once it has been sent
    data: {
      state: end.state,
      endedAt: at,
      ...(first?.caseId === null && { body: '' }),
      ...(end.state !== 'sent' && { reason: end.reason, detail: end.detail }),
    },
  });
  // the lease ran out and another program has recorded its end: said once
  if (count === 0 || !first?.caseId) return;
  if (end.state === 'failed') {
    const { channel } = first;
    log.warn({ deliveryId: carrierId, caseId: first.caseId, channel, reason: end.reason, detail: end.detail }, 'a notice was not delivered');
    await recordEvent(tx, {
      caseId: first.caseId,
      name: 'not-delivered',
      at,
      data: { channel, reason: end.reason, notices: rows.map(row => row.notice) },
      public: false,
    });
  }
  await notifyCase(tx, first.caseId);
}
