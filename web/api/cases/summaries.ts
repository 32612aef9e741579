import type { z } from 'zod';
import { Prisma } from '../../../prisma/generated/client.ts';
import type { caseSummary } from '../../contract/cases.ts';
import type { Text } from '../../contract/words.ts';
import type { CaseDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import { serviceOf } from './find.ts';
import { milestoneOf } from './milestones.ts';
import type { Models } from './models.ts';
import { presentSummary, type SummaryRow } from './present.ts';

export type Summaries = ReturnType<typeof makeSummaries>;
export type Summary = z.input<typeof caseSummary>;

/** What a row of a list needs beside the case itself. */
export const SUMMARY_INCLUDE = { client: { select: { givenName: true, familyName: true } } } as const satisfies Prisma.CaseInclude;

/** Makes lines of lists out of rows: a fixed number of statements, however many rows (C5). */
export function makeSummaries({ db, now, processes }: Pick<CaseDeps, 'db' | 'now' | 'processes'>, models: Models, directory: Directory) {
  /** Elements of any diagram that tell the client something. */
  const telling = Promise.all(processes.map(it => models.latest(it.id))).then(all =>
    all.flatMap(model => [...(model?.elements.values() ?? [])].filter(it => milestoneOf(it)).map(it => it.id)),
  );

  /** Milestone and unread messages of each case, in one statement for all (C5). */
  async function besideOf(ids: string[], reader: 'client' | 'staff'): Promise<Map<string, { milestone: Text | null; unread: number }>> {
    const direction = reader === 'client' ? 'to-client' : 'from-client';
    const rows = await db.$rows<{ id: string; process: string | null; version: number | null; element: string | null; unread: number }>(Prisma.sql`
      SELECT i.id, m.process_id AS process, m.version, m.element_id AS element, u.unread
      FROM unnest(${ids}::uuid[]) AS i(id)
      LEFT JOIN LATERAL (
        SELECT e.process_id, e.version, e.element_id FROM element_timing e
        WHERE e.case_id = i.id AND e.element_id = ANY(${await telling}) ORDER BY e.entered_at DESC, e.key DESC LIMIT 1
      ) m ON true
      CROSS JOIN LATERAL (SELECT count(*)::integer AS unread FROM case_message x WHERE x.case_id = i.id AND x.read_at IS NULL AND x.direction = ${direction}) u`);
    const milestone = async (process: string, version: number, element: string) => {
      const found = (await models.of(process, version))?.elements.get(element);
      return (found && milestoneOf(found)) ?? null;
    };
    return new Map(
      await Promise.all(
        rows.map(async ({ id, process, version, element, unread }) => {
          const text = process === null || version === null || element === null ? null : await milestone(process, version, element);
          return [id, { milestone: text, unread }] as const;
        }),
      ),
    );
  }

  return async (rows: SummaryRow[], reader: 'client' | 'staff'): Promise<Summary[]> => {
    if (rows.length === 0) return [];
    const ids = rows.map(row => row.id);
    const [beside, agency] = await Promise.all([besideOf(ids, reader), directory.agencies()]);
    return rows.map(row =>
      presentSummary({
        row,
        service: titledService(processes, row.serviceId),
        agency: agency(row.holder),
        milestone: beside.get(row.id)?.milestone ?? null,
        unread: beside.get(row.id)?.unread ?? 0,
        now: now(),
      }),
    );
  };
}

/** A service whose folder has been removed goes by its id. */
export function titledService(processes: CaseDeps['processes'], serviceId: string | null): { id: string; title: Text } | null {
  if (serviceId === null) return null;
  return { id: serviceId, title: serviceOf(processes, serviceId)?.description.title ?? { lv: serviceId, en: serviceId } };
}
