import type { Case, Change } from '../../../prisma/generated/client.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { titledService } from '../cases/summaries.ts';
import type { User } from '../http/user.ts';
import { personOf } from '../incidents/present.ts';
import { collisionsOf } from './collisions.ts';
import { mayGiveVoice, mayOpenCase, mayResumeChange } from './policy.ts';
import type { RoundRow } from './present.ts';

type Db = CaseDeps['db'];
/** Changes that are to be made, or are being made: with those one may collide. */
export const AHEAD = ['planned', 'implementing'];

/** What this person may do with a change now, beside its tasks. */
export function rightsOf(user: User, it: Case, row: Change, { rounds, speaksFor, at }: { rounds: RoundRow[]; speaksFor: string[]; at: Date }) {
  const open = rounds.filter(round => round.closedAt === null && round.answerBy > at);
  const votes = open.some(round => round.voices.some(voice => voice.at === null && mayGiveVoice(user, voice.userId, { speaksFor })));
  return [
    ...(votes ? (['vote'] as const) : []),
    ...(mayResumeChange(user, { ...it, changeStatus: row.status }) ? (['resume'] as const) : []),
    ...(mayOpenCase(user, it) ? (['open-case'] as const) : []),
  ];
}

/** Names of everybody who has to do with a change. */
export async function namesIn(db: Db, row: Change & { decisions: { by: string | null }[] }, rounds: RoundRow[], more: (string | null)[]) {
  const voices = rounds.flatMap(round => round.voices.flatMap(it => [it.userId, it.byId]));
  const ids = [row.assessedBy, row.plannedBy, row.evaluatedBy, ...row.decisions.map(it => it.by), ...voices, ...more].filter(id => id !== null);
  const people = await db.userAccount.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(people.map(it => [it.id, it.name]));
}

/** P5.3, with the items as they are in the register now. */
export async function assessmentIn(db: Db, row: Change, names: Map<string, string>) {
  if (!row.assessedAt) return null;
  const items = await db.configurationItem.findMany({
    where: { identifier: { in: row.items } },
    select: { id: true, identifier: true, name: true, status: true },
  });
  return {
    items: row.items.map(identifier => {
      const found = items.find(each => each.identifier === identifier);
      return { identifier, id: found?.id ?? null, name: found?.name ?? null, status: found?.status ?? null };
    }),
    effortHours: row.effortHours ?? 0,
    costCents: row.costCents ?? 0,
    risk: row.risk ?? '',
    recommends: row.recommends as 'approve',
    recommendation: row.recommendation ?? '',
    by: personOf(names, row.assessedBy),
    at: row.assessedAt.toISOString(),
  };
}

/** Others planned for the same time on the same things. Times and things of other agencies are no secret among those who plan. */
export async function collidingWith({ db, processes }: Pick<CaseDeps, 'db' | 'processes'>, { caseId, plannedStart, plannedEnd, items, services }: Change) {
  if (!plannedStart || !plannedEnd) return [];
  const others = await db.change.findMany({
    where: { caseId: { not: caseId }, status: { in: AHEAD }, plannedStart: { lt: plannedEnd }, plannedEnd: { gt: plannedStart } },
    include: { case: { select: { code: true } } },
    orderBy: { plannedStart: 'asc' },
  });
  const windows = others.map(each => ({ ...each, id: each.caseId, start: each.plannedStart!, end: each.plannedEnd! }));
  return collisionsOf({ id: caseId, start: plannedStart, end: plannedEnd, items, services }, windows).map(found => {
    const other = windows.find(each => each.id === found.id)!;
    return {
      id: other.id,
      code: other.case.code,
      start: other.start.toISOString(),
      end: other.end.toISOString(),
      items: found.items,
      services: found.services.flatMap(id => titledService(processes, id) ?? []),
    };
  });
}
