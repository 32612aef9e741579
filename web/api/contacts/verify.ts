import type { z } from 'zod';
import { Problem } from '../../../platform/problem.ts';
import type { Client, Contact } from '../../../prisma/generated/client.ts';
import type { answerName, contactView, verifyCaller } from '../../contract/contacts.ts';
import { isPersonalCode, tidyPersonalCode } from '../../contract/personal-code.ts';
import { audit } from '../audit/audit.ts';
import { findPerson } from '../clients/register.ts';
import { clientsByEmail, clientsByPhone } from '../clients/search.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { ownContact, type ContactDeps } from './deps.ts';
import { toE164 } from './phone.ts';
import { mayVerify } from './policy.ts';
import { ruleOf } from './rules.ts';

type Answers = Partial<Record<z.infer<typeof answerName>, string>>;
type View = (contactId: string, user: User) => Promise<z.input<typeof contactView>>;
export type Profile = Pick<Client, 'personalCode' | 'familyName' | 'email' | 'phone'> & { caseCodes: string[] };

const same = (one: string, other: string | null) => other !== null && one.trim().toLowerCase() === other.trim().toLowerCase();

/** Is this what the profile says? */
const AGREES: Record<keyof Required<Answers>, (said: string, profile: Profile) => boolean> = {
  'personal-code': (said, { personalCode }) => personalCode !== null && tidyPersonalCode(said) === personalCode,
  'family-name': (said, { familyName }) => same(said, familyName),
  'e-mail': (said, { email }) => same(said, email),
  phone: (said, { phone }) => phone !== null && toE164(said) !== undefined && toE164(said) === toE164(phone),
  'case-code': (said, { caseCodes }) => caseCodes.includes(said.trim().replace(/\s+/g, ' ')),
};

/** B4.4: enough answers, of those the agency asks, and not one of them wrong. */
export function isRecognised(answers: Answers, profile: Profile, { answersAsked, answersNeeded }: { answersAsked: string[]; answersNeeded: number }): boolean {
  const given = Object.entries(answers).filter(([name]) => answersAsked.includes(name)) as [keyof Required<Answers>, string][];
  return given.length >= answersNeeded && given.every(([name, said]) => AGREES[name](said, profile));
}

/** Recognises a caller by what they answer. Who is meant is never shown before: neither adviser nor caller learns which answer was wrong. */
export function makeVerify(deps: ContactDeps, view: View): UseCase<typeof verifyCaller> {
  const { db, now } = deps;

  /** Whom the answers, and the number that calls, may mean. A person new to us has no profile to be recognised by. */
  async function candidates(contact: Contact, answers: Answers): Promise<string[]> {
    const code = answers['personal-code'];
    if (code !== undefined) {
      if (!isPersonalCode(code)) return [];
      const personalCode = tidyPersonalCode(code);
      const known = await db.client.findUnique({ where: { personalCode }, select: { id: true } });
      return known ? [known.id] : [];
    }
    const numbers = [contact.phone, answers.phone === undefined ? undefined : toE164(answers.phone)].filter(it => it != null);
    const found = await Promise.all([...numbers.map(it => clientsByPhone(db, it)), ...(answers['e-mail'] ? [clientsByEmail(db, answers['e-mail'])] : [])]);
    return [...new Set(found.flat())];
  }

  async function recognise(contact: Contact, answers: Answers): Promise<string | null> {
    const rule = await ruleOf(db, contact.agency);
    const ids = await candidates(contact, answers);
    const clients = await db.client.findMany({ where: { id: { in: ids } } });
    const code = answers['case-code']?.trim().replace(/\s+/g, ' ');
    const coded = code ? await db.case.findUnique({ where: { code }, select: { clientId: true, code: true } }) : null;
    const meant = clients.filter(client => isRecognised(answers, { ...client, caseCodes: coded?.clientId === client.id ? [coded.code] : [] }, rule));
    return meant.length === 1 ? meant[0]!.id : null;
  }

  /** The register must know them as alive: nobody speaks for the dead. */
  async function isAlive(clientId: string): Promise<boolean> {
    const { personalCode } = await db.client.findUniqueOrThrow({ where: { id: clientId }, select: { personalCode: true } });
    if (!personalCode) return true;
    const person = await findPerson(deps, personalCode);
    return person !== undefined && person.diedOn === null;
  }

  return async ({ contactId, answers }, { user }) => {
    const contact = await ownContact(deps, contactId, user);
    const { attemptsAllowed } = await ruleOf(db, contact.agency);
    if (!mayVerify(user, contact, attemptsAllowed)) throw new Problem('not-permitted', 'Recognised already, or no attempt left in this conversation');
    const meant = await recognise(contact, answers);
    const clientId = meant && (await isAlive(meant)) ? meant : null;
    await db.$transaction(async tx => {
      // counted first, under the row's lock: two attempts at once are two
      const counted = await tx.contact.updateMany({
        where: { id: contactId, clientId: null, attempts: { lt: attemptsAllowed } },
        data: { attempts: { increment: 1 } },
      });
      if (counted.count === 0) throw new Problem('not-permitted', 'No attempt left in this conversation');
      if (clientId) await tx.contact.update({ where: { id: contactId }, data: { clientId, identification: 'authenticated', verifiedHow: 'answers' } });
      const data = { contactId, asked: Object.keys(answers), verified: clientId !== null };
      await audit(tx, { who: user.id, did: 'contact.verify', at: now(), clientId, purpose: 'contact', data });
    });
    return { verified: clientId !== null, contact: await view(contactId, user) };
  };
}
