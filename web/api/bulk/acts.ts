import type { Db } from '../../../platform/database.ts';
import type { BulkAct } from '../../contract/bulk.ts';
import type { Context } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import type { Cases } from '../cases/service.ts';
import type { ClockActs } from '../clock/acts.ts';
import type { Links } from '../links/service.ts';
import type { Tasks } from '../tasks/service.ts';
import { caseActs } from './case-acts.ts';
import { pauseActs } from './pause-acts.ts';
import { taskActs } from './task-acts.ts';

/** Runs the transaction of one item: the item's state, what was before and what is after are part of it. */
export type ItemOnce = <T>(before: Kept | null, after: (reply: T) => Kept | null) => Context['once'];
export type Kept = Record<string, unknown>;

/** How one act is done to one target. `why` says beforehand what would refuse it; rights are asked again when it is done. */
export interface BulkDoer {
  /** For each target what would refuse it (slug), and its case's code. Targets that may not be seen are `not-found`. */
  preview(targets: string[], user: User): Promise<Map<string, { caseId: string; code: string; why: string | null }>>;
  /** @throws Problem when it is refused */
  run(target: string, context: Omit<Context, 'once'>, once: ItemOnce): Promise<unknown>;
  /** Takes it back, if nobody has changed it since. @throws Problem state-conflict when somebody has */
  undo?(target: string, kept: { before: Kept; after: Kept }, context: Omit<Context, 'once'>, once: ItemOnce): Promise<unknown>;
}

export type BulkDeps = { db: Db; now(): Date; useCases: { tasks: Tasks; cases: Cases; links: Links; clock: ClockActs } };

/** Everything that can be done to many, each by the very use case that does it to one. */
export function doerOf(act: BulkAct, deps: BulkDeps): BulkDoer {
  switch (act.name) {
    case 'claim':
    case 'release':
    case 'assign':
      return taskActs(act, deps);
    case 'pause':
      return pauseActs(act, deps);
    default:
      return caseActs(act, deps);
  }
}
