import { hasTasks, type User } from '../http/user.ts';

/** Who may act on many at once: those who may act on one. What they may do with each, its own policy says. */
export const mayActInBulk = hasTasks;

type BulkFacts = { userId: string; state: string; undoes: string | null; isUndone: boolean; isForGood: boolean };

export const maySeeBulk = (user: Pick<User, 'id'>, it: Pick<BulkFacts, 'userId'>): boolean => it.userId === user.id;
export const mayStop = (user: Pick<User, 'id'>, it: BulkFacts): boolean => maySeeBulk(user, it) && it.state === 'running';
/** Once, by whoever did it, when it has come to its end; an undoing is not undone, it is done again. */
export const mayUndo = (user: Pick<User, 'id'>, it: BulkFacts): boolean =>
  maySeeBulk(user, it) && it.state !== 'running' && !it.isUndone && !it.isForGood && it.undoes === null;
