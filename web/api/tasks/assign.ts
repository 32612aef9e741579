import type { CaseDeps } from '../cases/deps.ts';
import type { Context } from '../http/bind.ts';
import type { Change, Versioned } from './change.ts';
import { factsOf } from './find.ts';
import * as policy from './policy.ts';

/** Whose a task is, is ours to say, never the engine's: to take one, and to give it back to the team. */
export function makeAssign({ now }: Pick<CaseDeps, 'now'>, change: Change) {
  return {
    claim: (input: Versioned, context: Context) =>
      change(input, context, {
        did: 'assign',
        may: row => policy.mayClaim(context.user, factsOf(row)),
        async carryOut(tx, row) {
          const [last] = row.handOvers;
          if (last?.toTeam === row.team && !last.takenAt) await tx.handOver.update({ where: { id: last.id }, data: { takenAt: now() } });
          return { assigneeId: context.user.id };
        },
      }),

    release: (input: Versioned, context: Context) =>
      change(input, context, {
        did: 'assign',
        may: row => policy.mayRelease(context.user, factsOf(row)),
        carryOut: () => Promise.resolve({ assigneeId: null, onBehalfOfId: null }),
      }),
  };
}
