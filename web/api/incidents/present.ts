import type { z } from 'zod';
import type { Process } from '../../../processes/load.ts';
import type { Case, Finding, Incident, KnownError } from '../../../prisma/generated/client.ts';
import type { findingView, incidentLine, knownErrorView } from '../../contract/incidents.ts';
import type { Directory } from '../cases/directory.ts';
import { iso } from '../cases/present.ts';
import { titledService } from '../cases/summaries.ts';

type Line = z.input<typeof incidentLine>;
type Names = Map<string, string>;

export const dateOf = (day: Date | null): string | null => day?.toISOString().slice(0, 10) ?? null;
export const personOf = (names: Names, id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });

export type IncidentRow = Incident & { case: Case; parent: { caseId: string; case: { code: string } } | null; _count: { children: number } };

export const presentIncidentLine = (
  row: IncidentRow,
  { processes, agency }: { processes: Process[]; agency: Awaited<ReturnType<Directory['agencies']>> },
): Line => ({
  id: row.caseId,
  code: row.case.code,
  kind: row.case.kind as Line['kind'],
  subject: row.case.subject,
  service: titledService(processes, row.serviceId),
  agency: agency(row.holder),
  status: row.case.status as Line['status'],
  outcome: row.case.outcome as Line['outcome'],
  state: row.state as Line['state'],
  symptom: row.symptom as Line['symptom'],
  priority: row.case.priority,
  majorAt: iso(row.majorAt),
  registeredAt: row.registeredAt.toISOString(),
  restoredAt: iso(row.restoredAt),
  dueAt: iso(row.case.dueAt),
  parent: row.parent && { id: row.parent.caseId, code: row.parent.case.code },
  children: row._count.children,
  signals: row.signals,
});

export const presentFinding = ({ id, tried, found, by, at }: Finding, names: Names): z.input<typeof findingView> => ({
  id,
  tried,
  found,
  by: personOf(names, by),
  at: at.toISOString(),
});

/** A known error as anybody at work may see it; without English words the Latvian ones stand for them. */
export const presentKnownError = (row: KnownError, { processes, code }: { processes: Process[]; code: string }): z.input<typeof knownErrorView> => ({
  id: row.id,
  problem: { id: row.problemId, code },
  title: row.title,
  symptoms: row.symptoms,
  workaround: { lv: row.workaround, en: row.workaroundEn ?? row.workaround },
  service: titledService(processes, row.serviceId),
  items: row.items,
  publishedAt: iso(row.publishedAt),
  withdrawnAt: iso(row.withdrawnAt),
  used: row.used,
});
