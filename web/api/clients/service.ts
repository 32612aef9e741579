import { z } from 'zod';
import { AgencyTrouble, callAgency } from '../../../platform/agency.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { lookUpClient } from '../../contract/clients.ts';
import { isPersonalCode, maskPersonalCode, tidyPersonalCode } from '../../contract/personal-code.ts';
import { audit } from '../audit/audit.ts';
import type { UseCase } from '../http/bind.ts';
import { mayLookUp } from './policy.ts';

export type Clients = ReturnType<typeof makeClients>;
type Deps = { db: Db; now: Clock; config: Pick<Config, 'AGENCY_URLS' | 'AGENCY_TOKEN'> };

/** PMLP keeps the base data of natural persons (B23.4). */
const PERSON_REGISTER = 'pmlp';
const person = z.object({ personalCode: z.string(), givenName: z.string(), familyName: z.string(), diedOn: z.string().nullable() });

/** Clients at the counter (B3.6, B4): found in the register of persons, every look audited with its purpose, found or not. */
export function makeClients({ db, now, config }: Deps) {
  const lookUp: UseCase<typeof lookUpClient> = async ({ personalCode: typed, purpose, identifiedBy }, { user }) => {
    if (!mayLookUp(user)) throw new Problem('not-permitted', 'Clients are looked up at the counters of an agency');
    if (!isPersonalCode(typed)) throw new Problem('invalid-request', 'Not a personal code', [{ path: 'personalCode', code: 'personal-code' }]);
    const personalCode = tidyPersonalCode(typed);
    const found = await inRegister(personalCode);
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
      return {
        id: client.id,
        name: `${client.givenName} ${client.familyName}`,
        personalCodeMasked: maskPersonalCode(personalCode),
        email: client.email,
        phone: client.phone,
        alive: found.diedOn === null,
        openCases,
      };
    });
  };

  async function inRegister(personalCode: string) {
    try {
      return await callAgency(config, { agency: PERSON_REGISTER, path: `/persons/${personalCode}`, answer: person });
    } catch (error) {
      if (error instanceof AgencyTrouble) throw new Problem('agency-unavailable', error.message);
      throw error;
    }
  }

  return { lookUp };
}
