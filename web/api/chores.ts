import { carryOutMoves } from './calendars/moves.ts';
import { forgetUploads, sweepBlobs } from './documents/uploads.ts';
import { forgetOldKeys } from './http/once.ts';
import { newId } from '../../platform/id.ts';
import { gatherAll } from './problems/gather.ts';
import { makeDueTrends } from './problems/trends.ts';
import { countRecentDays } from './service-levels/count-days.ts';
import { remindReviews } from './service-levels/reminders.ts';
import { makeDueLevelReports } from './service-levels/reports.ts';
import type { Foundation } from './deps.ts';

const EVERY_MS = 3_600_000;
type ChoreDeps = Pick<Foundation, 'db' | 'now' | 'blobs' | 'log'>;

/** Throws away what is not needed any more, rows before bytes. Several programs may do it at once: deleting twice deletes once. */
export async function doChores({ db, now, blobs, log }: ChoreDeps): Promise<void> {
  const gathered = await gatherAll(db, { at: now(), newId });
  const reports = await makeDueTrends(db, { at: now(), newId });
  if (reports > 0) log.info({ reports, gathered }, 'trends of the month that has ended');
  await countRecentDays(db, now());
  const levels = await makeDueLevelReports(db, { at: now(), newId });
  if (levels > 0) log.info({ levels }, 'service levels of the month that has ended');
  const reminded = await remindReviews(db, now());
  if (reminded > 0) log.info({ reminded }, 'reviews of levels that are soon due');
  const moved = await carryOutMoves(db, now());
  if (moved > 0) log.info({ moved }, 'cases moved by a calendar that somebody had changed');
  const [keys, uploads] = await Promise.all([forgetOldKeys(db), forgetUploads(db, now()), forgetSentMessages(db)]);
  const files = await sweepBlobs(db, blobs);
  if (keys + uploads + files > 0) log.info({ keys, uploads, files }, 'old keys, uploads and files thrown away');
}

/** No engine holds a message for longer than a week (platform/outbox.ts); they are dated by the database. */
const forgetSentMessages = (db: ChoreDeps['db']) => db.$executeRaw`DELETE FROM message_sent WHERE sent_at < now() - interval '8 days'`;

/** Does the chores every hour. */
export function startChores(deps: ChoreDeps): { stop(): void } {
  const run = () => void doChores(deps).catch((error: Error) => deps.log.warn({ cause: error.name }, 'chores failed; they run again in an hour'));
  run(); // what a stopped program has left
  const timer = setInterval(run, EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}
