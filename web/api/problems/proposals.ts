import { Problem as Refusal } from '../../../platform/problem.ts';
import type { Tx } from '../../../platform/database.ts';
import type * as contract from '../../contract/problems.ts';
import { audit } from '../audit/audit.ts';
import { makeShown } from '../audit/shown.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { MOMENT_AND_ID, readCursor, writeCursor } from '../cases/page.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayDecideProposal, mayListProblems, maySeeProposal, proposalsFor } from './policy.ts';
import { presentProposal, PROPOSAL, type ProposalRow } from './present.ts';
import { linkIncidents, raise } from './raise.ts';

/** M6: a person says whether like incidents are a problem. */
export function makeProposals({ db, now, newId, processes, outbox }: CaseDeps, directory: Directory) {
  const shown = makeShown({ db, now });

  async function present(rows: ProposalRow[], user: User) {
    const [people, problems, agency] = await Promise.all([
      db.userAccount.findMany({ where: { id: { in: rows.flatMap(it => it.decidedBy ?? []) } }, select: { id: true, name: true } }),
      db.case.findMany({ where: { id: { in: rows.flatMap(it => it.problemId ?? []) } }, select: { id: true, code: true } }),
      directory.agencies(),
    ]);
    const names = new Map(people.map(it => [it.id, it.name]));
    const beside = { processes, agency, names };
    return rows.map(row =>
      presentProposal(row, { ...beside, problem: problems.find(it => it.id === row.problemId) ?? null, mayDecide: mayDecideProposal(user, row) }),
    );
  }

  const list: UseCase<typeof contract.listProposals> = async ({ state, cursor, limit }, { user }) => {
    if (!mayListProblems(user)) throw new Refusal('not-permitted', 'Problems are for staff');
    const after = readCursor(cursor, MOMENT_AND_ID);
    const earlier = after ? [{ OR: [{ changedAt: { lt: new Date(after[0]!) } }, { changedAt: new Date(after[0]!), id: { lt: after[1]! } }] }] : [];
    const rows = await db.problemProposal.findMany({
      where: { AND: [{ state }, proposalsFor(user), ...earlier] },
      orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: PROPOSAL,
    });
    const page = rows.slice(0, limit);
    const codes = page.flatMap(it => it.incidents.map(({ incident }) => incident.case.code));
    await shown(user, 'case.list', codes);
    const last = page.at(-1);
    return { proposals: await present(page, user), next: rows.length > limit && last ? writeCursor([last.changedAt.toISOString(), last.id]) : null };
  };

  /** The proposal as it stands, locked until the transaction ends; decided once. */
  async function lock(tx: Tx, proposalId: string, version: number): Promise<ProposalRow> {
    await tx.$queryRaw`SELECT 1 FROM problem_proposal WHERE id = ${proposalId}::uuid FOR UPDATE`;
    const row = await tx.problemProposal.findUniqueOrThrow({ where: { id: proposalId }, include: PROPOSAL });
    if (row.state !== 'open') throw new Refusal('already-done', `The proposal is ${row.state}`);
    if (row.version !== version) throw new Refusal('state-conflict', 'More incidents have joined it');
    return row;
  }

  async function refuseUnless(proposalId: string, user: User): Promise<void> {
    const found = await db.problemProposal.findUnique({ where: { id: proposalId } });
    if (!found || !maySeeProposal(user, found)) throw new Refusal('not-found', `No proposal ${proposalId}`);
    if (!mayDecideProposal(user, found)) throw new Refusal('not-permitted', 'The agency whose incidents they are decides, or the front office');
  }

  const accept: UseCase<typeof contract.acceptProposal> = async ({ proposalId, version, subject }, { user, once }) => {
    await refuseUnless(proposalId, user);
    const reply = await once(async tx => {
      const row = await lock(tx, proposalId, version);
      const at = now();
      const items = [...new Set(row.incidents.flatMap(it => it.incident.items))];
      const problem = await raise(
        tx,
        { subject, serviceId: row.serviceId, holder: row.holder, fromAgency: user.agencyId ?? row.holder, source: 'likeness', items },
        { at, actor: user.id, newId, processes },
      );
      const ids = row.incidents.map(it => it.incidentId);
      await linkIncidents(tx, problem, ids, { at, by: user.id });
      await tx.problemProposal.update({
        where: { id: proposalId },
        data: { state: 'accepted', decidedBy: user.id, decidedAt: at, problemId: problem.id, version: { increment: 1 } },
      });
      await audit(tx, { who: user.id, did: 'problem.accept', at, caseId: problem.id, data: { proposalId, incidents: ids.length } });
      return { id: problem.id, code: problem.code };
    });
    outbox.kick();
    return reply;
  };

  const dismiss: UseCase<typeof contract.dismissProposal> = async ({ proposalId, version, reason }, { user, once }) => {
    await refuseUnless(proposalId, user);
    return once(async tx => {
      await lock(tx, proposalId, version);
      const at = now();
      const decided = { decidedBy: user.id, decidedAt: at, reason, version: { increment: 1 } };
      await tx.problemProposal.update({ where: { id: proposalId }, data: { state: 'dismissed', ...decided } });
      await audit(tx, { who: user.id, did: 'problem.dismiss', at, data: { proposalId } });
      return { id: proposalId };
    });
  };

  return { list, accept, dismiss };
}
