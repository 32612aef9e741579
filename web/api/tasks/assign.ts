import { Problem } from '../../../platform/problem.ts';
import type { Role } from '../../contract/words.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { recordEvent } from '../cases/record.ts';
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

    /** Takes back what a bulk act has done: the task is again whose it was, and what was handed over counts as returned. */
    putBack: (input: Versioned & { assigneeId: string | null }, context: Pick<Context, 'user' | 'once'>) =>
      change(input, context, {
        did: 'assign',
        may: row => policy.mayWorkOn(context.user, factsOf(row)),
        async carryOut(tx, row) {
          const at = now();
          const { assigneeId } = input;
          const [last] = row.handOvers;
          if (last && last.fromId === context.user.id && last.toId === row.assigneeId)
            await tx.handOver.update({ where: { id: last.id }, data: { returnedAt: at } });
          const to = assigneeId === null ? null : await tx.userAccount.findUnique({ where: { id: assigneeId } });
          if (to && !policy.mayWorkOn({ id: to.id, roles: to.roles as Role[], agencyId: to.agencyId }, factsOf(row)))
            throw new Problem('not-permitted', 'The one who had it may not do it any more');
          const data = { assignee: to?.name };
          if (to) await recordEvent(tx, { caseId: row.caseId, name: 'task-assigned', at, actor: context.user.id, data, public: false });
          return { assigneeId: to?.id ?? null, onBehalfOfId: null };
        },
      }),
  };
}
