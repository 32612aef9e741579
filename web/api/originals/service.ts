import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { listOriginals, markOriginalHere, settleOriginal, unmarkOriginal } from '../../contract/originals.ts';
import type { BodyOf, ParamsOf, QueryOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { makeShown } from '../audit/shown.ts';
import { makeAccess } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { lockCase } from '../cases/find.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from '../cases/page.ts';
import { documentsVisibleTo } from '../documents/policy.ts';
import { factsOf, presentDocument, readWhole } from '../documents/read.ts';
import type { Context } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { dayOf } from './batch-day.ts';
import { markOriginal } from './mark.ts';
import { mayListOriginals, mayMarkOriginal, mayUnmarkOriginal, originalsVisibleTo } from './policy.ts';
import { ORIGINAL_INCLUDE, presentOriginal } from './present.ts';
import { settle } from './settle.ts';

type List = QueryOf<typeof listOriginals>['list'];
export type Originals = ReturnType<typeof makeOriginals>;

/** An auditor looks at everybody's paper, whatever agency pays them. */
const sideOf = ({ roles, agencyId }: User): string | null => (roles.includes('auditor') ? null : agencyId);

/** What belongs to each list of somebody who works at this agency; null: of everybody. */
function listed(list: List, agency: string | null): Prisma.OriginalWhereInput {
  const ours = (side: 'sender' | 'holder') => (agency === null ? {} : { [side]: agency });
  if (list === 'here') return { state: 'due', ...ours('sender') };
  if (list === 'coming') return { state: { in: ['due', 'sent'] }, ...ours('holder') };
  return { state: list === 'missing' ? 'missing' : 'received' };
}

/** The paper behind the scans (B24.2, J12): who has it, by when it goes to the holder, whether it came. */
export function makeOriginals(deps: CaseDeps & { directory: Directory }) {
  const { db, now, directory } = deps;
  const access = makeAccess(deps);
  const shown = makeShown(deps);
  const policy = { required: deps.config.VIRUS_CHECK === 'required' };

  async function countsFor(user: User) {
    const count = (where: Prisma.OriginalWhereInput) => db.original.count({ where: { AND: [originalsVisibleTo(user), where] } });
    const [here, late, coming, missing] = await Promise.all([
      count(listed('here', sideOf(user))),
      count({ AND: [listed('here', sideOf(user)), { dueOn: { lt: new Date(dayOf(now())) } }] }),
      count(listed('coming', sideOf(user))),
      count(listed('missing', sideOf(user))),
    ]);
    return { here, late, coming, missing };
  }

  return {
    async list({ list, cursor, limit }: QueryOf<typeof listOriginals>, { user }: Context) {
      if (!mayListOriginals(user)) throw new Problem('not-permitted', 'For those who handle paper');
      const after = readCursor(cursor, MOMENT_AND_ID);
      const page = after ? { OR: [{ dueOn: { gt: new Date(after[0]!) } }, { dueOn: new Date(after[0]!), id: { gt: after[1]! } }] } : {};
      const where = { AND: [originalsVisibleTo(user), listed(list, sideOf(user)), page] };
      const rows = await db.original.findMany({ where, orderBy: [{ dueOn: 'asc' }, { id: 'asc' }], take: limit + 1, include: ORIGINAL_INCLUDE });
      const [some, agency, counts] = [rows.slice(0, limit), await directory.agencies(), await countsFor(user)];
      const last = some.at(-1);
      await shown(user, 'original.list', [...new Set(some.map(row => row.case.code))]);
      return {
        originals: some.map(row => presentOriginal(row, { agency, user, today: dayOf(now()) })),
        next: rows.length > limit && last ? writeCursor([last.dueOn.toISOString(), last.id]) : null,
        counts,
      };
    },

    async mark({ caseId, documentId, note }: ParamsOf<typeof markOriginalHere> & BodyOf<typeof markOriginalHere>, { user, once }: Context) {
      await access.find(caseId, user);
      return once(async tx => {
        const it = await lockCase(tx, caseId);
        const seen = { AND: [{ id: documentId }, documentsVisibleTo(user, it)] };
        const [whole] = await readWhole(tx, caseId, seen);
        if (!whole) throw new Problem('not-found', `No document ${documentId}`);
        if (whole.original) throw new Problem('already-done', 'The paper is written down already');
        if (!mayMarkOriginal(user, it, { ...factsOf(whole, it), hasOriginal: false }))
          throw new Problem('not-permitted', 'Only those who work on the case, about a scan');
        const at = now();
        await markOriginal(tx, { it, documentId, note, user, at, deps });
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'original.keep', at, caseId, data: { documentId } });
        const [marked] = await readWhole(tx, caseId, seen);
        const decided = (await tx.decision.count({ where: { caseId } })) > 0;
        return presentDocument(marked!, { ...it, decided }, user, policy);
      });
    },

    async unmark({ caseId, documentId }: ParamsOf<typeof unmarkOriginal>, { user, once }: Context): Promise<void> {
      await access.find(caseId, user);
      await once(async tx => {
        await lockCase(tx, caseId);
        const found = await tx.original.findFirst({ where: { caseId, documentId } });
        if (!found) throw new Problem('not-found', 'No paper is written down for it');
        if (!mayUnmarkOriginal(user, found)) throw new Problem('not-permitted', 'It is on a list, or at another agency');
        await tx.original.delete({ where: { id: found.id } });
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'original.mistake', at: now(), caseId, data: { documentId } });
      });
    },

    async settle(input: ParamsOf<typeof settleOriginal> & BodyOf<typeof settleOriginal>, { user, once }: Context) {
      const seen = await db.original.findFirst({ where: { AND: [{ id: input.originalId }, originalsVisibleTo(user)] }, select: { caseId: true } });
      if (!seen) throw new Problem('not-found', `No original ${input.originalId}`);
      await once(tx => settle(tx, { ...input, caseId: seen.caseId, user, at: now() }));
      const row = await db.original.findUniqueOrThrow({ where: { id: input.originalId }, include: ORIGINAL_INCLUDE });
      return presentOriginal(row, { agency: await directory.agencies(), user, today: dayOf(now()) });
    },
  };
}
