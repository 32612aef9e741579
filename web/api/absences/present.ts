import type { z } from 'zod';
import type { Absence } from '../../../prisma/generated/client.ts';
import { servicesOf, type Process } from '../../../processes/load.ts';
import type { absenceView } from '../../contract/absences.ts';
import type { User } from '../http/user.ts';
import { fromColumn } from './load.ts';
import { mayChangeAbsence, maySeeNote } from './policy.ts';

export type AbsenceView = z.input<typeof absenceView>;

/** An absence as this person may see it. `today`: a past one is only looked at. */
export function presentAbsence(
  row: Absence,
  { user, names, today, processes }: { user: User; names: Map<string, string>; today: string; processes: Process[] },
): AbsenceView {
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  const serviceId = row.covers.startsWith('service:') ? row.covers.slice('service:'.length) : null;
  const service = serviceId === null ? undefined : servicesOf(processes).find(it => it.id === serviceId);
  const open = mayChangeAbsence(user, row) && fromColumn(row.toOn) >= today;
  return {
    id: row.id,
    person: person(row.userId),
    fromOn: fromColumn(row.fromOn),
    toOn: fromColumn(row.toOn),
    covers: row.covers,
    service: service ? { id: service.id, title: service.description.title } : null,
    substitute: row.substituteId === null ? null : person(row.substituteId),
    note: maySeeNote(user, row) ? row.note : null,
    createdBy: person(row.createdBy),
    createdAt: row.createdAt.toISOString(),
    version: row.version,
    may: open ? ['change', 'cancel'] : [],
  };
}
