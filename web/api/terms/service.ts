import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type { previewTerm } from '../../contract/deadlines.ts';
import type { addTerm, listTerms } from '../../contract/terms.ts';
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { presentDeadline } from '../cases/present.ts';
import { reckon } from '../clock/clock.ts';
import { namesOf } from '../contacts/deps.ts';
import type { Context } from '../http/bind.ts';
import { checkTerm } from './check.ts';
import { makePlanned } from './planned.ts';
import { mayChangeTerm, mayReadTerms } from './policy.ts';
import { factsOf, presentTerm } from './present.ts';
import { addVersion, type Proposed } from './versions.ts';

export type Terms = ReturnType<typeof makeTerms>;

/**
 * Terms as dated data (P10.5). Nothing that has begun is ever changed: a new term follows the one that was valid. What has not begun is
 * corrected or taken back, with a reason.
 */
export function makeTerms({ db, now, processes }: CaseDeps) {
  const services = servicesOf(processes);

  const check = (term: Proposed) => checkTerm(term, { services, now: now() });

  return {
    async list({ agencyId: asked }: QueryOf<typeof listTerms>, { user }: Context): Promise<ReplyOf<typeof listTerms>> {
      if (!mayReadTerms(user)) throw new Problem('not-permitted', 'Staff read the terms');
      const agencyId = asked ?? null;
      const rows = await db.term.findMany({
        where: { OR: [{ agencyId: null }, ...(agencyId ? [{ agencyId }] : [])] },
        orderBy: [{ purpose: 'asc' }, { agencyId: 'asc' }, { serviceId: 'asc' }, { kind: 'asc' }, { priority: 'asc' }, { validFrom: 'asc' }],
      });
      const names = await namesOf(
        db,
        rows.map(row => row.removedBy),
      );
      const held = services.filter(it => it.description.holder === agencyId);
      const mayAll = mayChangeTerm(user, { agencyId, serviceId: null });
      const mayServices = held.some(({ id }) => mayChangeTerm(user, { agencyId, serviceId: id }));
      return {
        terms: rows.map(row => presentTerm(row, { user, now: now(), names })),
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
        const row = await addVersion(tx, term, { by: user.id, at, replaces: term.law.lv });
        await audit(tx, { who: user.id, did: 'term.add', at, data: { term: row.id, ...factsOf(row) } });
        return presentTerm(row, { user, now: at, names: () => user.name });
      });
    },

    ...makePlanned({ db, now }, check),

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
