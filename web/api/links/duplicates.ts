import { Problem } from '../../../platform/problem.ts';
import type { z } from 'zod';
import type { duplicateView, findDuplicates, listDuplicates } from '../../contract/links.ts';
import { audit } from '../audit/audit.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { isStaff, visibleTo } from '../cases/policy.ts';
import { nameOf } from '../cases/present.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayLookForDuplicates } from './policy.ts';
import { presentMention } from './present.ts';

/** How far back one looks, in days. */
const BACK_DAYS = 365;
/** Words count as near from here on (pg_trgm: 0 nothing in common, 1 the same). */
const NEAR = 0.3;
/** More than this nobody compares side by side. */
const MOST = 5;
/** Cases of one client in a year that are weighed; the newest. */
const WEIGHED = 200;

type Sought = { clientId: string | null; serviceId: string | null; kind: string | null; text: string; notId?: string };
type Weighed = { id: string; likeness: number; same_service: boolean };

/** The same thing asked twice (P1.1): of one client by service or near words; of callers who are not known by words alone. */
export function makeDuplicates({ db, now, processes }: CaseDeps, access: Access) {
  async function weigh({ clientId, serviceId, text, notId }: Sought): Promise<Weighed[]> {
    const since = new Date(now().getTime() - BACK_DAYS * 24 * 3_600_000);
    const words = text.trim().toLowerCase();
    const rest = notId ?? '00000000-0000-0000-0000-000000000000';
    if (clientId)
      return db.$queryRaw<Weighed[]>`
        SELECT id, likeness, same_service FROM (
          SELECT id, submitted_at, coalesce(service_id = ${serviceId}, false) AS same_service,
            coalesce(greatest(similarity(lower(subject), ${words}), word_similarity(${words}, lower(subject))), 0)::float8 AS likeness
          FROM "case"
          WHERE client_id = ${clientId}::uuid AND submitted_at > ${since} AND id <> ${rest}::uuid AND outcome IS DISTINCT FROM 'duplicate'
          ORDER BY submitted_at DESC LIMIT ${WEIGHED}) AS mine
        WHERE same_service OR likeness >= ${NEAR} ORDER BY same_service DESC, likeness DESC, submitted_at DESC LIMIT ${MOST}`;
    if (words.length < 3) return [];
    return db.$queryRaw<Weighed[]>`
      SELECT id, similarity(lower(subject), ${words})::float8 AS likeness, coalesce(service_id = ${serviceId}, false) AS same_service
      FROM "case"
      WHERE lower(subject) % ${words} AND client_id IS NULL AND submitted_at > ${since} AND id <> ${rest}::uuid AND outcome IS DISTINCT FROM 'duplicate'
      ORDER BY likeness DESC LIMIT ${MOST}`;
  }

  /** The cases behind the weights, as far as the one who asks may see them; that they were shown is a look (B4.3). */
  async function show(sought: Sought, user: User): Promise<{ candidates: z.input<typeof duplicateView>[] }> {
    const weighed = await weigh(sought);
    const where = { AND: [{ id: { in: weighed.map(it => it.id) } }, visibleTo(user)] };
    const rows = await db.case.findMany({ where, include: { client: { select: { givenName: true, familyName: true } } } });
    const candidates = weighed.flatMap(({ id, likeness, same_service: sameService }) => {
      const row = rows.find(it => it.id === id);
      if (!row) return [];
      const same = [
        ...(sameService ? (['service'] as const) : []),
        ...(likeness >= NEAR ? (['words'] as const) : []),
        ...(row.kind === sought.kind ? (['kind'] as const) : []),
      ];
      return [
        { ...presentMention(row, processes), clientName: nameOf(row.client), likeness: Math.min(1, Math.max(0, likeness)), same, open: row.closedAt === null },
      ];
    });
    const data = { found: candidates.map(it => it.code) };
    const clientId = sought.clientId;
    await db.$transaction(tx => audit(tx, { who: user.id, did: 'case.search', at: now(), ...(clientId && { clientId }), purpose: 'duplicates', data }));
    return { candidates };
  }

  const find: UseCase<typeof findDuplicates> = async (sought, { user }) => {
    if (!mayLookForDuplicates(user)) throw new Problem('not-permitted', 'Only the front office registers');
    return show(sought, user);
  };

  const ofCase: UseCase<typeof listDuplicates> = async ({ caseId }, { user }) => {
    const found = await access.find(caseId, user);
    if (!isStaff(user, found)) throw new Problem('not-permitted', 'Only for those who work on the case');
    return show({ clientId: found.clientId, serviceId: found.serviceId, kind: found.kind, text: found.subject ?? '', notId: caseId }, user);
  };

  return { findDuplicates: find, duplicatesOf: ofCase };
}
