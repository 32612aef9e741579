import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { getAgencySettings, setAgencySettings } from '../../contract/operations.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { UseCase } from '../http/bind.ts';
import { mayAdminister, maySeeSettings } from './policy.ts';

export type Agencies = ReturnType<typeof makeAgencies>;

/** What each agency sets for its own cases. */
export function makeAgencies({ db, now }: Pick<CaseDeps, 'db' | 'now'>) {
  const get: UseCase<typeof getAgencySettings> = async ({ agencyId }, { user }) => {
    if (!maySeeSettings(user, agencyId)) throw new Problem('not-permitted', 'Settings are for the agency’s own people');
    return settingsOf(db, agencyId);
  };

  const set: UseCase<typeof setAgencySettings> = async ({ agencyId, reopenWorkingDays }, { user }) => {
    if (!mayAdminister(user, agencyId)) throw new Problem('not-permitted', 'The agency’s administrator changes its settings');
    const before = await settingsOf(db, agencyId);
    await db.$transaction(async tx => {
      await tx.agency.update({ where: { id: agencyId }, data: { reopenWorkingDays } });
      await audit(tx, { who: user.id, did: 'agency.settings', at: now(), data: { agencyId, before, after: { reopenWorkingDays } } });
    });
    return { reopenWorkingDays };
  };

  return { get, set };
}

async function settingsOf(db: Db, agencyId: string): Promise<{ reopenWorkingDays: number }> {
  const found = await db.agency.findUnique({ where: { id: agencyId }, select: { reopenWorkingDays: true } });
  if (!found) throw new Problem('not-found', `No agency ${agencyId}`);
  return found;
}
