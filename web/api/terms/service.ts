import type { Tx } from '../../../platform/database.ts';
import { localDate, shift } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type { Term as TermRow } from '../../../prisma/generated/client.ts';
import type { previewTerm } from '../../contract/deadlines.ts';
import type { addTerm, listTerms } from '../../contract/terms.ts';
import type { BodyOf, QueryOf, ReplyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { presentDeadline } from '../cases/present.ts';
import { reckon } from '../clock/clock.ts';
import type { Context } from '../http/bind.ts';
import { dateOf } from '../calendars/read.ts';
import { toTerm } from './pick.ts';
import { mayChangeTerm, mayReadTerms } from './policy.ts';

export type Terms = ReturnType<typeof makeTerms>;
type Proposed = BodyOf<typeof addTerm>;

/** Terms as dated data (P10.5). Nothing that has begun is ever changed: a new term follows the one that was valid. */
export function makeTerms({ db, now, processes }: CaseDeps) {
  const services = servicesOf(processes);

  /** @throws Problem invalid-form, with the field and what is wrong with it */
  function check(term: Proposed): void {
    const refuse = (path: string, code: string) => {
      throw new Problem('invalid-form', `${path}: ${code}`, [{ path, code }]);
    };
    const service = services.find(it => it.id === term.serviceId);
    if (term.serviceId && !service) refuse('serviceId', 'unknown');
    if (service && service.description.holder !== (term.agencyId ?? service.description.holder)) refuse('serviceId', 'not-held');
    // promises rest on what held until today
    if (term.validFrom <= localDate(now())) refuse('validFrom', 'past');
    if (term.validTo && term.validTo < term.validFrom) refuse('validTo', 'before-start');
  }

  return {
    async list({ agencyId: asked }: QueryOf<typeof listTerms>, { user }: Context): Promise<ReplyOf<typeof listTerms>> {
      if (!mayReadTerms(user)) throw new Problem('not-permitted', 'Staff read the terms');
      const agencyId = asked ?? null;
      const rows = await db.term.findMany({
        where: { OR: [{ agencyId: null }, ...(agencyId ? [{ agencyId }] : [])] },
        orderBy: [{ purpose: 'asc' }, { agencyId: 'asc' }, { serviceId: 'asc' }, { kind: 'asc' }, { priority: 'asc' }, { validFrom: 'asc' }],
      });
      const held = services.filter(it => it.description.holder === agencyId);
      const mayAll = mayChangeTerm(user, { agencyId, serviceId: null });
      const mayServices = held.some(({ id }) => mayChangeTerm(user, { agencyId, serviceId: id }));
      return {
        terms: rows.map(row => presentTerm(row, user)),
        services: held.map(({ id, description: { title, term } }) => ({ id, title, term: { workingDays: term.workingDays, law: term.law } })),
        mayAdd: mayAll ? 'all' : mayServices ? 'services' : 'none',
      };
    },

    /** From its first day on new cases have it; running ones keep the term they started with. */
    async add(term: Proposed, { user, once }: Context): Promise<ReplyOf<typeof addTerm>> {
      if (!mayChangeTerm(user, term))
        throw new Problem('not-permitted', 'The administrator of the agency sets its terms, service managers those of its services');
      check(term);
      return once(async tx => {
        const at = now();
        const replaced = await makeRoom(tx, term);
        const row = await tx.term.create({ data: { ...toRow(term), madeBy: user.id, madeAt: at } });
        const { purpose, agencyId, serviceId, kind, priority } = term;
        await audit(tx, {
          who: user.id,
          did: 'term.add',
          at,
          data: { term: row.id, purpose, agencyId, serviceId, kind, priority, ...(replaced && { replaced }) },
        });
        return presentTerm(row, user);
      });
    },

    /** As if a case of today had it already, in the working time of the agency. */
    async preview(term: Proposed, { user }: Context): Promise<ReplyOf<typeof previewTerm>> {
      if (!mayReadTerms(user)) throw new Problem('not-permitted', 'Staff read the terms');
      check(term);
      const { law, amount, unit, ends, rolls, countsFrom, pausesFor, silence, extension, purpose } = term;
      const calendar = term.agencyId ?? services.find(it => it.id === term.serviceId)?.description.holder ?? user.agencyId;
      const data = { term: { law, amount, unit, ends, rolls, countsFrom, pausesFor, silence, extension, purpose }, ...(calendar && { calendar }) };
      return presentDeadline(await reckon(db, [{ name: 'started', at: now(), data }], now()));
    },
  };
}

/**
 * The term that holds until then ends the day before; one planned for the very day gives way, and is told whole to the audit.
 * @throws Problem state-conflict where another one is planned for later
 */
async function makeRoom(tx: Tx, { purpose, agencyId, serviceId, kind, priority, validFrom }: Proposed): Promise<ReturnType<typeof toTerm> | null> {
  const scope = { purpose, agencyId, serviceId, kind, priority };
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify(scope)}, 0))`;
  const from = new Date(validFrom);
  const later = await tx.term.findFirst({ where: { ...scope, validFrom: { gt: from } }, select: { id: true } });
  if (later) throw new Problem('state-conflict', 'A term of the same scope begins later');
  const planned = await tx.term.findFirst({ where: { ...scope, validFrom: from } });
  if (planned) await tx.term.delete({ where: { id: planned.id } });
  const before = new Date(shift(validFrom, -1));
  await tx.term.updateMany({ where: { ...scope, OR: [{ validTo: null }, { validTo: { gt: before } }] }, data: { validTo: before } });
  return planned && toTerm(planned);
}

function toRow({ extension, law, validFrom, validTo, ...term }: Proposed) {
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
