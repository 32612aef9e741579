import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Process } from '../../../processes/load.ts';
import type { lookUpClient } from '../../contract/clients.ts';
import { isPersonalCode, tidyPersonalCode } from '../../contract/personal-code.ts';
import { audit } from '../audit/audit.ts';
import type { Directory } from '../cases/directory.ts';
import type { UseCase } from '../http/bind.ts';
import { makeConsents } from './consents.ts';
import { mayLookUp } from './policy.ts';
import { presentClient } from './present.ts';
import { makeProfile } from './profile.ts';
import { findPerson, type RegisterDeps } from './register.ts';
import { makeSearch } from './search.ts';

export type Clients = ReturnType<typeof makeClients>;
export type ClientDeps = RegisterDeps & { db: Db; now: Clock; newId(): string; processes: Process[]; directory: Directory };

/** Clients at the counter (B3.6, B4): found in the register of persons, every look audited with its purpose, found or not. */
export function makeClients(deps: ClientDeps) {
  const { db, now } = deps;
  const lookUp: UseCase<typeof lookUpClient> = async ({ personalCode: typed, purpose, identifiedBy }, { user }) => {
    if (!mayLookUp(user)) throw new Problem('not-permitted', 'Clients are looked up at the counters of an agency');
    if (!isPersonalCode(typed)) throw new Problem('invalid-request', 'Not a personal code', [{ path: 'personalCode', code: 'personal-code' }]);
    const personalCode = tidyPersonalCode(typed);
    const found = await findPerson(deps, personalCode);
    const look = { who: user.id, did: 'client.look', at: now(), purpose, data: { identifiedBy, found: found !== undefined } };
    if (!found) {
      await db.$transaction(tx => audit(tx, look));
      throw new Problem('not-found', 'The register of persons has nobody with this code');
    }

    const names = { givenName: found.givenName, familyName: found.familyName };
    return db.$transaction(async tx => {
      const client = await tx.client.upsert({ where: { personalCode }, create: { ...names, personalCode }, update: names });
      const openCases = await tx.case.count({ where: { clientId: client.id, closedAt: null }, take: 1000 });
      await audit(tx, { ...look, clientId: client.id });
      return presentClient(client, { alive: found.diedOn === null, openCases });
    });
  };

  return { lookUp, search: makeSearch(deps), profile: makeProfile(deps), ...makeConsents(deps) };
}
