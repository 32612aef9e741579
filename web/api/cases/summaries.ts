import type { z } from 'zod';
import type { Case, Client, Prisma } from '../../../prisma/generated/client.ts';
import type { caseSummary } from '../../contract/cases.ts';
import type { Text } from '../../contract/words.ts';
import type { CaseDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import { serviceOf } from './find.ts';
import { milestoneOf } from './milestones.ts';
import type { Models } from './models.ts';
import { presentSummary } from './present.ts';

export type SummaryRow = Case & { client: Pick<Client, 'givenName' | 'familyName'> | null };
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

  async function milestonesOf(ids: string[]): Promise<Map<string, Text>> {
    const rows = await db.$queryRaw<{ case_id: string; process_id: string; version: number; element_id: string }[]>`
      SELECT DISTINCT ON (case_id) case_id, process_id, version, element_id FROM element_timing
      WHERE case_id = ANY(${ids}::uuid[]) AND element_id = ANY(${await telling}) ORDER BY case_id, entered_at DESC, key DESC`;
    const found = await Promise.all(
      rows.map(async row => {
        const element = (await models.of(row.process_id, row.version))?.elements.get(row.element_id);
        const text = element && milestoneOf(element);
        return text ? [[row.case_id, text] as const] : [];
      }),
    );
    return new Map(found.flat());
  }

  async function unreadOf(ids: string[], reader: 'client' | 'staff'): Promise<Map<string, number>> {
    const direction = reader === 'client' ? 'to-client' : 'from-client';
    const counts = await db.caseMessage.groupBy({ by: ['caseId'], where: { caseId: { in: ids }, readAt: null, direction }, _count: true });
    return new Map(counts.map(it => [it.caseId, it._count]));
  }

  return async (rows: SummaryRow[], reader: 'client' | 'staff'): Promise<Summary[]> => {
    if (rows.length === 0) return [];
    const ids = rows.map(row => row.id);
    const [milestones, unread, agency] = await Promise.all([milestonesOf(ids), unreadOf(ids, reader), directory.agencies()]);
    return rows.map(row =>
      presentSummary({
        row,
        service: titledService(processes, row.serviceId),
        agency: agency(row.holder),
        milestone: milestones.get(row.id) ?? null,
        unread: unread.get(row.id) ?? 0,
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
