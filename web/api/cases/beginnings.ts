import type { Tx } from '../../../platform/database.ts';
import { newId } from '../../../platform/id.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { gatherLike } from '../problems/gather.ts';

type Beginning = (tx: Tx, row: Case, at: Date) => Promise<void>;

/** What else begins with a case of a kind, in the transaction of its first line. */
const BEGINNINGS: Partial<Record<string, Beginning>> = {
  incident: (tx, { id }, at) => gatherLike(tx, id, { at, newId }),
};

export const beginBeside: Beginning = async (tx, row, at) => BEGINNINGS[row.kind]?.(tx, row, at);
