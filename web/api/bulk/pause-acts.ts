import { Problem } from '../../../platform/problem.ts';
import type { BulkAct } from '../../contract/bulk.ts';
import { maySeeCase } from '../cases/policy.ts';
import { readDeadline } from '../clock/clock.ts';
import { readClocks } from '../clock/many.ts';
import { mayPause, pausableFor } from '../clock/policy.ts';
import type { BulkDeps, BulkDoer } from './acts.ts';

type PauseAct = Extract<BulkAct, { name: 'pause' }>;

/** Clocks that stand still because something is down (FIELD M7). Taken back: they go on, where nothing else was waited for and nobody has touched the case since. */
export function pauseActs(act: PauseAct, { db, now, useCases: { clock } }: BulkDeps): BulkDoer {
  const read = (ids: string[]) => db.case.findMany({ where: { id: { in: ids } } });
  async function find(caseId: string) {
    const [it] = await read([caseId]);
    if (!it) throw new Problem('not-found', `No case ${caseId}`);
    return it;
  }

  return {
    async preview(targets, user) {
      const rows = (await read(targets)).filter(it => maySeeCase(user, it));
      const clocks = await readClocks(
        db,
        rows.map(it => it.id),
        now(),
      );
      const why = (it: (typeof rows)[number]) => {
        const { deadline } = clocks.get(it.id)!;
        if (!mayPause(user, it, deadline)) return 'not-permitted';
        return pausableFor(deadline, act.for) ? null : 'invalid-form';
      };
      return new Map(rows.map(it => [it.id, { caseId: it.id, code: it.code, why: why(it) }]));
    },

    async run(caseId, context, once) {
      const it = await find(caseId);
      const waited = (await readDeadline(db, caseId, now())).waits.length > 0;
      const kept = once<{ version: number }>({ waited }, ({ version }) => ({ version }));
      return clock.pause({ caseId, for: act.for, reason: act.reason, law: null, until: act.until, version: it.version }, {
        ...context,
        once: kept,
      } as Parameters<typeof clock.pause>[1]);
    },

    async undo(caseId, { before, after }, context, once) {
      const it = await find(caseId);
      if (it.version !== after['version'] || before['waited'] === true)
        throw new Problem('state-conflict', `Case ${caseId} has changed since, or waits for something else too`);
      return clock.resume({ caseId, version: it.version }, { ...context, once: once(null, () => null) } as Parameters<typeof clock.resume>[1]);
    },
  };
}
