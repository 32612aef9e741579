import { shift } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type { Term as TermRow } from '../../../prisma/generated/client.ts';
import type { addTerm, listTerms } from '../../contract/terms.ts';
import type { BodyOf, QueryOf, ReplyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Context } from '../http/bind.ts';
import { dateOf } from '../calendars/read.ts';
import { toTerm } from './pick.ts';
import { mayChangeTerm, mayReadTerms } from './policy.ts';

export type Terms = ReturnType<typeof makeTerms>;

/** Terms as dated data (P10.5). Nothing is changed in place: a new term follows the one that was valid. */
export function makeTerms({ db, now, processes }: CaseDeps) {
  return {
    async list({ agencyId }: QueryOf<typeof listTerms>, { user }: Context): Promise<ReplyOf<typeof listTerms>> {
      if (!mayReadTerms(user)) throw new Problem('not-permitted', 'Staff read the terms');
      const rows = await db.term.findMany({
        where: { OR: [{ agencyId: null }, ...(agencyId ? [{ agencyId }] : [])] },
        orderBy: [{ purpose: 'asc' }, { agencyId: 'asc' }, { serviceId: 'asc' }, { kind: 'asc' }, { priority: 'asc' }, { validFrom: 'asc' }],
      });
      return { terms: rows.map(row => presentTerm(row, user)) };
    },

    /** From its first day on new cases have it; running ones keep the term they started with. */
    async add(term: BodyOf<typeof addTerm>, { user, once }: Context): Promise<ReplyOf<typeof addTerm>> {
      if (!mayChangeTerm(user, term)) throw new Problem('not-permitted', 'The administrator of the agency sets its terms');
      const service = servicesOf(processes).find(it => it.id === term.serviceId);
      if (term.serviceId && service?.description.holder !== (term.agencyId ?? service?.description.holder))
        throw new Problem('invalid-form', 'The agency does not hold that service', [{ path: 'serviceId', code: 'not-held' }]);
      if (term.serviceId && !service) throw new Problem('invalid-form', `No service ${term.serviceId}`, [{ path: 'serviceId', code: 'unknown' }]);
      if (term.validTo && term.validTo < term.validFrom)
        throw new Problem('invalid-form', 'It ends before it begins', [{ path: 'validTo', code: 'before-start' }]);
      return once(async tx => {
        const { purpose, agencyId, serviceId, kind, priority, validFrom } = term;
        const scope = { purpose, agencyId, serviceId, kind, priority };
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify(scope)}, 0))`;
        const later = await tx.term.findFirst({ where: { ...scope, validFrom: { gte: new Date(validFrom) } }, select: { id: true } });
        if (later) throw new Problem('state-conflict', 'A term of the same scope begins on that day or later');
        const before = new Date(shift(validFrom, -1));
        await tx.term.updateMany({ where: { ...scope, OR: [{ validTo: null }, { validTo: { gt: before } }] }, data: { validTo: before } });
        const row = await tx.term.create({ data: { ...toRow(term), madeBy: user.id, madeAt: now() } });
        await audit(tx, { who: user.id, did: 'term.add', at: now(), data: { term: row.id, ...scope } });
        return presentTerm(row, user);
      });
    },
  };
}

function toRow({ extension, law, validFrom, validTo, ...term }: BodyOf<typeof addTerm>) {
  return {
    ...term,
    extensionTimes: extension?.times ?? 0,
    extensionAmount: extension?.limit.amount ?? null,
    extensionUnit: extension?.limit.unit ?? null,
    extensionNotice: extension?.notice ?? true,
    lawLv: law.lv,
    lawEn: law.en,
    validFrom: new Date(validFrom),
    validTo: validTo ? new Date(validTo) : null,
  };
}

const presentTerm = (row: TermRow, user: Context['user']): ReplyOf<typeof addTerm> => ({
  ...toTerm(row),
  id: row.id,
  agencyId: row.agencyId,
  serviceId: row.serviceId,
  kind: row.kind as ReplyOf<typeof addTerm>['kind'],
  priority: row.priority,
  validFrom: dateOf(row.validFrom),
  validTo: row.validTo ? dateOf(row.validTo) : null,
  mayChange: mayChangeTerm(user, row),
});
