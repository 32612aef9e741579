import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { CallBack } from '../../../prisma/generated/client.ts';

type KeeperDeps = { db: Db; now: Clock; log: Logger };

/** How often one looks; a promised call is a matter of minutes. */
const EVERY_MS = 20_000;
/** So many at a time: the rest comes with the next look. */
const ROUND = 200;

/** Tells the screens of the team, when the transaction commits. Ids only. */
export async function notifyCallBack(tx: Tx, { id, team }: Pick<CallBack, 'id' | 'team'>): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('pietura_case', ${JSON.stringify({ caseId: id, clientId: null, teams: [team] })})`;
}

/**
 * Reminds of calls that are due soon and gives missed ones to the team lead, each exactly once: what has been reminded of or
 * escalated carries the moment, and rows taken by another program are skipped. Answers how many of each.
 */
export async function keepCallBacks({ db, now }: Pick<KeeperDeps, 'db' | 'now'>): Promise<{ reminded: number; escalated: number }> {
  return db.$transaction(async tx => {
    const at = now();
    const escalated = await tx.$queryRaw<{ id: string; team: string }[]>`
      UPDATE call_back SET escalated_at = ${at}, version = version + 1 WHERE id IN (
        SELECT id FROM call_back WHERE done_at IS NULL AND escalated_at IS NULL AND due_at <= ${at} ORDER BY due_at LIMIT ${ROUND} FOR UPDATE SKIP LOCKED)
      RETURNING id, team`;
    const reminded = await tx.$queryRaw<{ id: string; team: string }[]>`
      UPDATE call_back SET reminded_at = ${at}, version = version + 1 WHERE id IN (
        SELECT id FROM call_back WHERE done_at IS NULL AND reminded_at IS NULL AND escalated_at IS NULL AND remind_at <= ${at} AND due_at > ${at}
        ORDER BY remind_at LIMIT ${ROUND} FOR UPDATE SKIP LOCKED)
      RETURNING id, team`;
    const entry = (name: string) => (row: { id: string }) => ({ callBackId: row.id, name, at });
    await tx.callBackAttempt.createMany({ data: [...escalated.map(entry('escalated')), ...reminded.map(entry('reminded'))] });
    for (const row of [...escalated, ...reminded]) await notifyCallBack(tx, row);
    return { reminded: reminded.length, escalated: escalated.length };
  });
}

/** Looks every few seconds; any number of programs may. */
export function startCallBackKeeper(deps: KeeperDeps): { stop(): void } {
  const look = () =>
    void keepCallBacks(deps).then(
      done => done.reminded + done.escalated > 0 && deps.log.info(done, 'call-backs reminded of, and missed ones given to the lead'),
      (error: Error) => deps.log.warn({ cause: error.name }, 'could not look after call-backs; trying again'),
    );
  const timer = setInterval(look, EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}
