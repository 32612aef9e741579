import { z } from 'zod';
import { AgencyTrouble, callAgency, type AgencyConfig } from '../../../platform/agency.ts';
import { Problem } from '../../../platform/problem.ts';

export type RegisterDeps = { config: AgencyConfig };

/** PMLP keeps the base data of natural persons (B23.4). */
const PERSON_REGISTER = 'pmlp';
const person = z.object({ personalCode: z.string(), givenName: z.string(), familyName: z.string(), diedOn: z.string().nullable() });
export type Person = z.infer<typeof person>;

/** The person with this code; undefined when there is none. @throws Problem agency-unavailable when the register does not answer */
export async function findPerson({ config }: RegisterDeps, personalCode: string): Promise<Person | undefined> {
  try {
    return await callAgency(config, { agency: PERSON_REGISTER, path: `/persons/${personalCode}`, answer: person });
  } catch (error) {
    if (error instanceof AgencyTrouble) throw new Problem('agency-unavailable', error.message);
    throw error;
  }
}
