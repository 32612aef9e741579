import type { Tx } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Original } from '../../../prisma/generated/client.ts';
import type { getBatch, listBatches, makeBatch, sendBatch } from '../../contract/originals.ts';
import type { BodyOf, ParamsOf, QueryOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { makeShown } from '../audit/shown.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from '../cases/page.ts';
import { recordEvent } from '../cases/record.ts';
import type { Context } from '../http/bind.ts';
import { dayOf } from './batch-day.ts';
import { renderBatchList } from './batch-list.ts';
import { mayListOriginals, maySend, originalsVisibleTo } from './policy.ts';
import { ORIGINAL_INCLUDE, presentBatch, presentOriginal, stateOfBatch, type BatchRow, type BatchView } from './present.ts';

export type Batches = ReturnType<typeof makeBatches>;
type User = Context['user'];
const WITH_STATES = { originals: { select: { state: true } } } as const;

/** Lists of originals that travel together: made, printed, sent, ticked off where they arrive. */
export function makeBatches(deps: CaseDeps & { directory: Directory }) {
  const { db, now, newId, directory } = deps;
  const shown = makeShown(deps);

  async function find(tx: Tx, batchId: string, user: User): Promise<BatchRow> {
    const row = await tx.originalBatch.findFirst({ where: { AND: [{ id: batchId }, originalsVisibleTo(user)] }, include: WITH_STATES });
    if (!row) throw new Problem('not-found', `No batch ${batchId}`);
    return row;
  }
  const present = async (row: BatchRow, user: User): Promise<BatchView> => presentBatch(row, { agency: await directory.agencies(), user, now: now() });
  const linesOf = (batchId: string) => db.original.findMany({ where: { batchId }, orderBy: { line: 'asc' }, include: ORIGINAL_INCLUDE });

  return {
    async list({ cursor, limit }: QueryOf<typeof listBatches>, { user }: Context) {
      if (!mayListOriginals(user)) throw new Problem('not-permitted', 'For those who handle paper');
      const after = readCursor(cursor, MOMENT_AND_ID);
      const page = after ? { OR: [{ madeAt: { lt: new Date(after[0]!) } }, { madeAt: new Date(after[0]!), id: { lt: after[1]! } }] } : {};
      const where = { AND: [originalsVisibleTo(user), page] };
      const rows = await db.originalBatch.findMany({ where, orderBy: [{ madeAt: 'desc' }, { id: 'desc' }], take: limit + 1, include: WITH_STATES });
      const [some, agency] = [rows.slice(0, limit), await directory.agencies()];
      const last = some.at(-1);
      return {
        batches: some.map(row => presentBatch(row, { agency, user, now: now() })),
        next: rows.length > limit && last ? writeCursor([last.madeAt.toISOString(), last.id]) : null,
      };
    },

    async get({ batchId }: ParamsOf<typeof getBatch>, { user }: Context) {
      const batch = await find(db, batchId, user);
      const [lines, agency] = [await linesOf(batchId), await directory.agencies()];
      await shown(user, 'original.list', [...new Set(lines.map(row => row.case.code))]);
      return { batch: await present(batch, user), originals: lines.map(row => presentOriginal(row, { agency, user, today: dayOf(now()) })) };
    },

    async make({ originalIds }: BodyOf<typeof makeBatch>, { user, once }: Context): Promise<BatchView> {
      return once(async tx => {
        const chosen = await lockOriginals(tx, originalIds, user);
        const { sender, holder } = chosen[0]!;
        const at = now();
        const batch = await tx.originalBatch.create({
          data: { id: newId(), number: await nextNumber(tx, sender, at), sender, holder, madeBy: user.id, madeAt: at },
        });
        for (const [index, { id }] of chosen.entries())
          await tx.original.update({ where: { id }, data: { batchId: batch.id, line: index + 1, version: { increment: 1 } } });
        await audit(tx, { who: user.id, did: 'original.pack', at, data: { batchId: batch.id, originals: originalIds } });
        return present(await find(tx, batch.id, user), user);
      });
    },

    async send({ batchId, version }: ParamsOf<typeof sendBatch> & BodyOf<typeof sendBatch>, { user, once }: Context): Promise<BatchView> {
      return once(async tx => {
        const batch = await find(tx, batchId, user);
        if (!maySend(user, batch)) throw new Problem('not-permitted', 'Sent by those who have the paper');
        if (stateOfBatch(batch) !== 'made') throw new Problem('already-done', 'It has been sent already');
        await sendAll(tx, { batch, version, user, at: now() });
        return present(await find(tx, batchId, user), user);
      });
    },

    /** Packed by mistake: the paper waits for the next batch, the number is not given again. */
    async undo({ batchId }: { batchId: string }, { user, once }: Context): Promise<void> {
      await once(async tx => {
        const batch = await find(tx, batchId, user);
        if (!maySend(user, batch)) throw new Problem('not-permitted', 'Unpacked by those who have the paper');
        await tx.$queryRaw`SELECT 1 FROM original_batch WHERE id = ${batchId}::uuid FOR UPDATE`;
        const { sentAt } = await tx.originalBatch.findUniqueOrThrow({ where: { id: batchId } });
        if (sentAt) throw new Problem('state-conflict', 'It has been sent');
        await tx.original.updateMany({ where: { batchId }, data: { batchId: null, line: null, version: { increment: 1 } } });
        await tx.originalBatch.delete({ where: { id: batchId } });
        await audit(tx, { who: user.id, did: 'original.unpack', at: now(), data: { batchId, number: batch.number } });
      });
    },

    async print({ batchId }: { batchId: string }, { user, res }: Context): Promise<void> {
      const batch = await find(db, batchId, user);
      const pdf = renderBatchList({ batch, lines: await linesOf(batchId), agency: await directory.agencies(), at: now() });
      await db.$transaction(tx => audit(tx, { who: user.id, did: 'original.print', at: now(), purpose: 'handling', data: { batchId } }));
      res.status(200).type('application/pdf').set('content-disposition', `inline; filename="${batch.number}.pdf"`).send(pdf);
    },
  };
}

/** Everything on the list leaves at once, and each case says so. */
async function sendAll(tx: Tx, { batch, version, user, at }: { batch: BatchRow; version: number; user: User; at: Date }): Promise<void> {
  const sent = { sentBy: user.id, sentAt: at, version: { increment: 1 } };
  const { count } = await tx.originalBatch.updateMany({ where: { id: batch.id, version, sentAt: null }, data: sent });
  if (count === 0) throw new Problem('state-conflict', 'Somebody has changed the batch since');
  await tx.original.updateMany({ where: { batchId: batch.id }, data: { state: 'sent', version: { increment: 1 } } });
  const lines = await tx.original.findMany({ where: { batchId: batch.id }, include: ORIGINAL_INCLUDE, orderBy: { line: 'asc' } });
  for (const { caseId, document } of lines)
    await recordEvent(tx, { caseId, name: 'original-sent', at, actor: user.id, data: { title: document.title, batch: batch.number }, public: false });
  for (const caseId of new Set(lines.map(line => line.caseId))) await notifyCase(tx, caseId);
  await audit(tx, { who: user.id, did: 'original.send', at, data: { batchId: batch.id } });
}

/** The chosen ones, locked, in the order of their day: all here, on no list, for one holder. */
async function lockOriginals(tx: Tx, ids: string[], user: User): Promise<Original[]> {
  const unique = [...new Set(ids)];
  await tx.$queryRaw`SELECT id FROM original WHERE id = ANY(${unique}::uuid[]) ORDER BY id FOR UPDATE`;
  const rows = await tx.original.findMany({ where: { AND: [{ id: { in: unique } }, originalsVisibleTo(user)] }, orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] });
  if (rows.length < unique.length) throw new Problem('not-found', 'Some originals are not there');
  if (!rows.every(row => maySend(user, row))) throw new Problem('not-permitted', 'Packed by those who have the paper');
  if (!rows.every(row => row.state === 'due' && row.batchId === null)) throw new Problem('state-conflict', 'Some are on a list already');
  if (new Set(rows.map(row => row.holder)).size > 1)
    throw new Problem('invalid-request', 'A batch goes to one holder', [{ path: 'originalIds', code: 'one-holder' }]);
  return rows;
}

/** "KAC-2026-0001": sender, year in Riga, running number. */
async function nextNumber(tx: Tx, sender: string, at: Date): Promise<string> {
  const prefix = `${sender.toUpperCase()}-${dayOf(at).slice(0, 4)}`;
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    INSERT INTO case_counter (prefix, next) VALUES (${`batch:${prefix}`}, 2)
    ON CONFLICT (prefix) DO UPDATE SET next = case_counter.next + 1 RETURNING next - 1 AS number`;
  return `${prefix}-${String(row?.number).padStart(4, '0')}`;
}
