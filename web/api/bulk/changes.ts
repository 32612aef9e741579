import { Problem } from '../../../platform/problem.ts';
import type { startBulk, stopBulk, undoBulk } from '../../contract/bulk.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { json } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import type { Kept } from './acts.ts';
import type { BulkFinder } from './find.ts';
import { mayStop, mayUndo } from './policy.ts';
import { factsOf, NONE, presentBulk, UNDONE } from './present.ts';

/** To begin a bulk action, to stop the rest of it, to take it back. */
export function makeBulkChanges({ db, now, newId }: Pick<CaseDeps, 'db' | 'now' | 'newId'>, { find, view, previewOf }: BulkFinder, kick: () => void) {
  const start: UseCase<typeof startBulk> = async ({ act, targets }, { user, once }) => {
    const found = await previewOf(act, targets, user);
    const row = await once(async tx => {
      const made = await tx.bulkAction.create({
        data: { id: newId(), userId: user.id, actor: json(user), act: json(act), total: targets.length, startedAt: now() },
      });
      // what is not theirs to see stays nameless; rights are asked of each again when its turn comes
      const items = found.map(({ target, caseId, code }, position) => ({ bulkId: made.id, position, target, caseId, code }));
      await tx.bulkItem.createMany({ data: items });
      await audit(tx, { who: user.id, did: 'bulk.start', at: now(), data: { bulkId: made.id, act: act.name, total: targets.length } });
      return presentBulk({ ...made, undoneBy: null }, { ...NONE, waiting: targets.length }, user);
    });
    kick();
    return row;
  };

  const stop: UseCase<typeof stopBulk> = async ({ bulkId }, { user }) => {
    if (!mayStop(user, factsOf(await find(bulkId, user)))) throw new Problem('already-done', 'It has come to its end');
    await db.$transaction(async tx => {
      await tx.bulkItem.updateMany({ where: { bulkId, state: 'waiting' }, data: { state: 'stopped' } });
      await tx.bulkAction.updateMany({ where: { id: bulkId, state: 'running' }, data: { state: 'stopped', finishedAt: now() } });
      await audit(tx, { who: user.id, did: 'bulk.stop', at: now(), data: { bulkId } });
    });
    return view(await find(bulkId, user), user);
  };

  const undo: UseCase<typeof undoBulk> = async ({ bulkId }, { user, once }) => {
    const row = await find(bulkId, user);
    const reply = await once(async tx => {
      await tx.$queryRaw`SELECT 1 FROM bulk_action WHERE id = ${bulkId}::uuid FOR UPDATE`;
      const fresh = await tx.bulkAction.findUniqueOrThrow({ where: { id: bulkId }, include: UNDONE });
      if (fresh.undoneBy) throw new Problem('already-done', 'It has been undone');
      if (!mayUndo(user, factsOf(fresh))) throw new Problem('state-conflict', 'It runs still, or cannot be undone');
      const done = await tx.bulkItem.findMany({ where: { bulkId, state: 'done' }, orderBy: { position: 'desc' } });
      const made = await tx.bulkAction.create({
        data: { id: newId(), userId: user.id, actor: json(user), act: json(row.act as Kept), total: done.length, undoes: bulkId, startedAt: now() },
      });
      const items = done.map(({ target, caseId, code, before, after }, position) => ({
        ...{ bulkId: made.id, position, target, caseId, code },
        ...(before !== null && { before: json(before as Kept) }),
        ...(after !== null && { after: json(after as Kept) }),
      }));
      await tx.bulkItem.createMany({ data: items });
      await audit(tx, { who: user.id, did: 'bulk.undo', at: now(), data: { bulkId, total: done.length } });
      return presentBulk({ ...made, undoneBy: null }, { ...NONE, waiting: done.length }, user);
    });
    kick();
    return reply;
  };

  return { start, stop, undo };
}
