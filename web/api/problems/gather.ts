import type { Db, Tx } from '../../../platform/database.ts';
import type { LikenessRule, ProblemProposal } from '../../../prisma/generated/client.ts';
import { json } from '../cases/record.ts';
import { likeOf, ruleOf, type Like } from './likeness.ts';

type Moment = { at: Date; newId(): string };

/** An hourly look behind: what a stopped program or a corrected incident has left ungathered. */
const LOOK_BACK_MS = 24 * 3_600_000;

/**
 * Gathers what is like this incident: from the agency's smallest number on, a problem is proposed to a person, with why (M6). One that
 * touches an open proposal joins it. The same incidents always give the same proposal: nothing is drawn by lot, nothing depends on who asks.
 */
export async function gatherLike(tx: Tx, caseId: string, moment: Moment): Promise<void> {
  const incident = await tx.incident.findUnique({ where: { caseId }, select: { holder: true } });
  if (!incident) return;
  // two registrations at once would make two proposals of one trouble
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('likeness'), hashtext(${incident.holder}))`;
  const rule = await ruleOf(tx, incident.holder);
  const like = await likeOf(tx, [caseId], rule);
  if (like.length + 1 < rule.smallest) return;
  await propose(tx, { caseId, holder: incident.holder, like, rule }, moment);
}

type Group = { caseId: string; holder: string; like: Like[]; rule: LikenessRule };

async function propose(tx: Tx, { caseId, holder, like, rule }: Group, { at, newId }: Moment): Promise<void> {
  const ids = [caseId, ...like.map(it => it.likeId)];
  const touching = await tx.problemProposal.findFirst({
    where: { state: 'open', incidents: { some: { incidentId: { in: ids } } } },
    orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
  });
  const proposal = touching ?? (await tx.problemProposal.create({ data: { id: newId(), holder, why: {}, madeAt: at, changedAt: at } }));
  const best = new Map(like.map(it => [it.likeId, it.score]));
  const { count } = await tx.proposalIncident.createMany({
    data: ids.map(incidentId => ({ proposalId: proposal.id, incidentId, score: best.get(incidentId) ?? Math.max(...best.values()) })),
    skipDuplicates: true,
  });
  if (count > 0) await explain(tx, proposal, { at, rule });
}

/** Why these are proposed: what they have in common, and by which weights; kept with the proposal, for the rule may change. */
async function explain(tx: Tx, { id }: Pick<ProblemProposal, 'id'>, { at, rule }: { at: Date; rule: LikenessRule }): Promise<void> {
  const members = await tx.incident.findMany({ where: { proposals: { some: { proposalId: id } } }, orderBy: [{ registeredAt: 'asc' }, { caseId: 'asc' }] });
  const common = (values: string[][]) => {
    const counts = new Map<string, number>();
    for (const value of values.flatMap(it => [...new Set(it)])) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts]
      .filter(([, count]) => count >= Math.min(rule.smallest, members.length))
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([value]) => value);
  };
  const services = common(members.map(it => (it.serviceId ? [it.serviceId] : [])));
  const { agency: _agency, ...weights } = rule;
  const why = {
    serviceId: services[0] ?? null,
    items: common(members.map(it => it.items)),
    words: await spoken(tx, members.at(-1)!.caseId, common(members.map(it => it.words))),
    from: members[0]!.registeredAt.toISOString(),
    to: members.at(-1)!.registeredAt.toISOString(),
    rule: weights,
  };
  await tx.problemProposal.update({ where: { id }, data: { serviceId: why.serviceId, why: json(why), changedAt: at, version: { increment: 1 } } });
}

const MOST_WORDS = 8;

/** The stems they share as somebody has written them. */
async function spoken(tx: Tx, caseId: string, stems: string[]): Promise<string[]> {
  if (stems.length === 0) return [];
  const rows = await tx.$queryRaw<{ word: string }[]>`
    SELECT DISTINCT ON (search_stem(w)) w AS word FROM "case" c, search_split(c.subject) w WHERE c.id = ${caseId}::uuid AND search_stem(w) = ANY(${stems}::text[])
    ORDER BY search_stem(w), w`;
  return rows.map(it => it.word).slice(0, MOST_WORDS);
}

/** The chore: incidents of the last day once more, in the order they came. Gives how many were looked at. */
export async function gatherAll(db: Db, { at, newId }: Moment): Promise<number> {
  const recent = await db.incident.findMany({
    where: { registeredAt: { gt: new Date(at.getTime() - LOOK_BACK_MS), lte: at }, problems: { none: {} }, proposals: { none: {} } },
    orderBy: [{ registeredAt: 'asc' }, { caseId: 'asc' }],
    select: { caseId: true },
  });
  for (const { caseId } of recent) await db.$transaction(tx => gatherLike(tx, caseId, { at, newId }));
  return recent.length;
}
