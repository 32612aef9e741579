import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/changes.ts';
import { makeShown } from '../audit/shown.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { visibleTo } from '../cases/policy.ts';
import { iso } from '../cases/present.ts';
import type { Configuration } from '../configuration/service.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { dateOf, personOf } from '../incidents/present.ts';
import { missingAtGate } from './gate.ts';
import { impactOf } from './impact.ts';
import { countAround } from './incidents-after.ts';
import { assessmentIn, collidingWith, namesIn, rightsOf } from './parts.ts';
import { maySeeChange } from './policy.ts';
import { CHANGE_LINE, presentChangeLine, presentEvaluation, presentPlan, presentRound } from './present.ts';
import { speakingOf } from './speaking.ts';
import { riskOf } from './status.ts';
import { objectionsTo } from './steps.ts';

export type ViewDeps = { access: Access; directory: Directory; configuration: Configuration };

const WHOLE = { decisions: { orderBy: { at: 'desc' } }, case: true } as const satisfies Prisma.ChangeInclude;

/** The change, for somebody who may see it; what they may not see does not exist for them. */
export function makeChangeFinder({ db, now }: Pick<CaseDeps, 'db' | 'now'>, { access }: Pick<ViewDeps, 'access'>) {
  return async (changeId: string, user: User) => {
    const row = await db.change.findUnique({ where: { caseId: changeId }, include: WHOLE });
    if (!row) throw new Problem('not-found', `No change ${changeId}`);
    const rounds = await db.changeRound.findMany({
      where: { changeId },
      orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
      include: { voices: { orderBy: [{ agency: 'asc' }, { userId: 'asc' }] } },
    });
    const { speaksFor } = await speakingOf(db, user, now());
    const asked = rounds.flatMap(round => round.voices.map(it => it.userId));
    if (!maySeeChange(user, row.case, { asked, speaksFor })) return access.refuse(changeId, user);
    return { row, it: row.case, rounds, speaksFor };
  };
}

/** One change, whole: what is assessed, voted, decided, planned, missing at the gate, done and measured. */
export function makeChangeView(deps: CaseDeps, beside: ViewDeps): UseCase<typeof contract.getChange> {
  const { db, now, processes } = deps;
  const shown = makeShown({ db, now });
  const find = makeChangeFinder(deps, beside);

  return async ({ changeId }, { user }) => {
    const { row, it, rounds, speaksFor } = await find(changeId, user);
    const at = now();
    const [line, agency, findings, raisers, standard, collisions, incidents, objections, impact] = await Promise.all([
      db.change.findUniqueOrThrow({ where: { caseId: changeId }, include: CHANGE_LINE }),
      beside.directory.agencies(),
      db.finding.findMany({ where: { caseId: changeId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
      db.caseLink.findMany({
        where: { otherId: changeId, type: 'change', removedAt: null, case: visibleTo(user) },
        include: { case: true },
        orderBy: { at: 'asc' },
      }),
      row.standardId ? db.standardChange.findUnique({ where: { id: row.standardId }, select: { id: true, title: true } }) : null,
      collidingWith(deps, row),
      row.evaluatedAt ? null : countAround(db, row, at),
      objectionsTo(db, changeId),
      impactOf(deps, beside.configuration, row),
    ]);
    await shown(user, 'case.list', [it.code, ...raisers.map(each => each.case.code)]);
    const names = await namesIn(
      db,
      row,
      rounds,
      findings.map(each => each.by),
    );
    const words = { processes, agency, names, speaksFor, now: at };
    const missing = missingAtGate(row, { objections, at });
    return {
      ...presentChangeLine(line, words),
      why: row.why,
      benefit: row.benefit,
      urgentWhy: row.urgentWhy,
      standard,
      assessment: await assessmentIn(db, row, names),
      impact,
      rounds: rounds.map(round => presentRound(round, words)),
      decisions: row.decisions.map(each => ({
        outcome: each.outcome as 'approve',
        grounds: each.grounds,
        conditions: each.conditions,
        acceptedRisk: riskOf(each.acceptedRisk),
        deferUntil: dateOf(each.deferUntil),
        beforehand: each.standardId !== null,
        by: personOf(names, each.by),
        at: each.at.toISOString(),
      })),
      plan: presentPlan(row, names),
      gate: { open: missing.length === 0, missing },
      collisions,
      steps: findings.map(each => ({ at: each.at.toISOString(), by: personOf(names, each.by), tried: each.tried, found: each.found })),
      startedAt: iso(row.startedAt),
      implementedAt: iso(row.implementedAt),
      itemsSet: (row.itemsSet as { identifier: string; to: string; fault?: string | null }[]).map(({ identifier, to, fault }) => ({
        identifier,
        to,
        fault: fault ?? null,
      })),
      backedOut: row.backedOut,
      incidents,
      evaluation: presentEvaluation(row, names),
      raisedBy: raisers.map(each => ({ id: each.caseId, code: each.case.code, kind: each.case.kind })),
      may: rightsOf(user, it, row, { rounds, speaksFor, at }),
      version: row.version,
    };
  };
}
