import { Problem } from '../../../platform/problem.ts';
import type { setPeriod } from '../../contract/originals.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Context } from '../http/bind.ts';
import type { Period } from './batch-day.ts';
import { mayListOriginals, maySetPeriod } from './policy.ts';

export type Periods = ReturnType<typeof makePeriods>;

/** How often paper travels to an agency: the agency's own setting. */
export function makePeriods({ db, now }: Pick<CaseDeps, 'db' | 'now'>) {
  return {
    async get(_input: object, { user }: Context) {
      if (!mayListOriginals(user) || user.agencyId === null) throw new Problem('not-permitted', 'For people of an agency');
      const agency = await db.agency.findUnique({ where: { id: user.agencyId }, select: { originalsPeriod: true } });
      return { period: (agency?.originalsPeriod ?? 'monthly') as Period, mayChange: maySetPeriod(user) };
    },

    async set({ period }: BodyOf<typeof setPeriod>, { user, once }: Context) {
      if (!maySetPeriod(user)) throw new Problem('not-permitted', 'The agency decides how often it is sent paper');
      await once(async tx => {
        await tx.agency.update({ where: { id: user.agencyId! }, data: { originalsPeriod: period } });
        await audit(tx, { who: user.id, did: 'original.period', at: now(), data: { agency: user.agencyId, period } });
      });
      return { period, mayChange: true };
    },
  };
}
