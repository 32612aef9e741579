import type { z } from 'zod';
import type { insuranceRecord, paymentDetails, personRecord } from './operations.ts';
import { daysBefore, PEOPLE, syntheticPerson } from './people.ts';
import type { Person } from './people.ts';
import { Refusal } from './refusal.ts';

const BY_CODE = new Map(PEOPLE.map(person => [person.personalCode, person]));

/** The person with this code, seeded or of the reserved range. Throws `not-found`. */
export function findPerson(code: string): Person {
  const person = BY_CODE.get(code) ?? syntheticPerson(code);
  if (!person) throw new Refusal('not-found');
  return person;
}

/** What PMLP answers. */
export function presentPerson(person: Person, now: Date): z.output<typeof personRecord> {
  const { personalCode, givenName, familyName, bornOn, diedDaysAgo } = person;
  return { personalCode, givenName, familyName, bornOn, diedOn: diedDaysAgo === undefined ? null : daysBefore(now, diedDaysAgo) };
}

/** What VSAA answers; `paidOn` is the date of a payment ordered here. Throws `not-found` for people VSAA has never heard of. */
export function presentInsurance(person: Person, paidOn: string | null, now: Date): z.output<typeof insuranceRecord> {
  if (!person.insurance) throw new Refusal('not-found');
  const { status, baseCents, paidDaysAgo } = person.insurance;
  return { status, baseCents, funeralBenefitPaidOn: paidDaysAgo === undefined ? paidOn : daysBefore(now, paidDaysAgo) };
}

/** The account VSAA pays this person to. Throws `not-found` when it knows none. */
export function presentPaymentDetails(person: Person): z.output<typeof paymentDetails> {
  if (!person.iban) throw new Refusal('not-found');
  return { iban: person.iban, holderName: `${person.givenName} ${person.familyName}` };
}

/** True when the benefit for this person was paid before any payment ordered here. */
export const paidElsewhere = ({ insurance }: Person): boolean => insurance?.paidDaysAgo !== undefined || insurance?.paidUnseen === true;
