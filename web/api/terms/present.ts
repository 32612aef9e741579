import { localDate } from '../../../platform/local-time.ts';
import type { Term as TermRow } from '../../../prisma/generated/client.ts';
import type { ReplyOf } from '../../contract/endpoint.ts';
import type { addTerm } from '../../contract/terms.ts';
import { dateOf } from '../calendars/read.ts';
import type { Names } from '../contacts/present.ts';
import type { User } from '../http/user.ts';
import { toTerm } from './pick.ts';
import { mayChangeTerm } from './policy.ts';

/** What the audit says of a term beside its id. */
export const factsOf = ({ purpose, agencyId, serviceId, kind, priority }: TermRow) => ({ purpose, agencyId, serviceId, kind, priority });

export const presentTerm = (row: TermRow, { user, now, names }: { user: User; now: Date; names: Names }): ReplyOf<typeof addTerm> => ({
  ...toTerm(row),
  id: row.id,
  agencyId: row.agencyId,
  serviceId: row.serviceId,
  kind: row.kind as ReplyOf<typeof addTerm>['kind'],
  priority: row.priority,
  validFrom: dateOf(row.validFrom),
  validTo: row.validTo ? dateOf(row.validTo) : null,
  mayChange: mayChangeTerm(user, row),
  mayTakeBack: row.removedAt === null && dateOf(row.validFrom) > localDate(now) && mayChangeTerm(user, row),
  cancelled: row.removedAt && { at: row.removedAt.toISOString(), by: names(row.removedBy ?? ''), reason: row.removedReason ?? '' },
});
