import type { Tx } from '../../../platform/database.ts';
import { Prisma, type LikenessRule } from '../../../prisma/generated/client.ts';

/** Two incidents that are alike, and why: each part 0…1, the score their weighted sum. */
export type Like = { id: string; likeId: string; service: number; item: number; words: number; time: number; score: number };

/** How an agency has it reckoned; `*` holds for all who have said nothing. */
export async function ruleOf(tx: Pick<Tx, 'likenessRule'>, agency: string): Promise<LikenessRule> {
  const rows = await tx.likenessRule.findMany({ where: { agency: { in: [agency, '*'] } } });
  const rule = rows.find(it => it.agency === agency) ?? rows.find(it => it.agency === '*');
  if (!rule) throw new Error('The table likeness_rule has no row *');
  return rule;
}

/**
 * M6: what each of these incidents is like, among those of the same agency within so many days that no problem explains and nobody has said
 * do not belong together. The same service, an item in common, words in common, and nearness in time, weighed by the rule. One
 * statement over the index of agency and time, whatever the number of incidents asked about.
 */
export function likeOf(tx: Pick<Tx, '$queryRaw'>, ids: string[], rule: LikenessRule): Promise<Like[]> {
  return tx.$queryRaw<Like[]>(likeSql(ids, rule));
}

/** The statement itself, for its plan to be looked at (C7). */
export function likeSql(ids: string[], { serviceWeight, itemWeight, wordsWeight, timeWeight, threshold, days }: LikenessRule): Prisma.Sql {
  const seconds = days * 86_400;
  return Prisma.sql`
    SELECT * FROM (
      SELECT a.case_id AS id, b.case_id AS "likeId", p.service, p.item, p.words, p.time,
        round((${serviceWeight}::float8 * p.service + ${itemWeight}::float8 * p.item + ${wordsWeight}::float8 * p.words + ${timeWeight}::float8 * p.time)::numeric, 6)::float8 AS score
      FROM incident a
      JOIN incident b ON b.holder = a.holder AND b.case_id <> a.case_id
        AND b.registered_at BETWEEN a.registered_at - make_interval(secs => ${seconds}) AND a.registered_at + make_interval(secs => ${seconds})
      CROSS JOIN LATERAL (SELECT
        coalesce(a.service_id = b.service_id, false)::int::float8 AS service,
        (a.items && b.items)::int::float8 AS item,
        words_alike(a.words, b.words) AS words,
        1 - abs(extract(epoch FROM a.registered_at - b.registered_at)::float8) / ${seconds}::float8 AS time) p
      WHERE a.case_id = ANY(${ids}::uuid[]) AND ${unexplained(Prisma.sql`a`)} AND ${unexplained(Prisma.sql`b`)}
    ) x WHERE x.score >= ${threshold}::float8 ORDER BY x.id, x.score DESC, x."likeId"`;
}

/** Belongs to no problem, was not dismissed from a proposal, and is neither a mistake nor a copy. */
const unexplained = (it: Prisma.Sql) => Prisma.sql`(
  NOT EXISTS (SELECT 1 FROM problem_incident l WHERE l.incident_id = ${it}.case_id)
  AND NOT EXISTS (SELECT 1 FROM proposal_incident g JOIN problem_proposal d ON d.id = g.proposal_id WHERE g.incident_id = ${it}.case_id AND d.state = 'dismissed')
  AND NOT EXISTS (SELECT 1 FROM "case" c WHERE c.id = ${it}.case_id AND c.outcome IN ('void', 'duplicate')))`;
