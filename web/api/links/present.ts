import type { z } from 'zod';
import type { Case, CaseLink } from '../../../prisma/generated/client.ts';
import type { Process } from '../../../processes/load.ts';
import type { caseMention, linkView } from '../../contract/links.ts';
import { iso } from '../cases/present.ts';
import { titledService } from '../cases/summaries.ts';

type Mention = z.input<typeof caseMention>;
type View = z.input<typeof linkView>;

/** Which case it is, in one line. */
export const presentMention = (row: Case, processes: Process[]): Mention => ({
  id: row.id,
  code: row.code,
  kind: row.kind as Mention['kind'],
  service: titledService(processes, row.serviceId),
  subject: row.subject,
  channel: row.channel as Mention['channel'],
  status: row.status as Mention['status'],
  outcome: row.outcome as Mention['outcome'],
  submittedAt: row.submittedAt.toISOString(),
  dueAt: iso(row.dueAt),
});

/** A link as it looks from one of its ends. */
export function presentLink(
  row: CaseLink & { case: Case; other: Case },
  { caseId, by, removable, processes }: { caseId: string; by: string | null; removable: boolean; processes: Process[] },
): View {
  const from = row.caseId === caseId;
  return {
    id: row.id,
    type: row.type as View['type'],
    direction: from ? 'from' : 'to',
    other: presentMention(from ? row.other : row.case, processes),
    reason: row.reason,
    by,
    at: row.at.toISOString(),
    removable,
  };
}
