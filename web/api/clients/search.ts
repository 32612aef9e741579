import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { searchClients } from '../../contract/clients.ts';
import { maskPersonalCode } from '../../contract/personal-code.ts';
import { audit } from '../audit/audit.ts';
import { lastDigits, phoneOf, toE164 } from '../contacts/phone.ts';
import { maySeeCandidates, mayWorkOn } from '../contacts/policy.ts';
import type { UseCase } from '../http/bind.ts';
import type { ClientDeps } from './service.ts';

/** So many people can be compared; who has more must be asked for more. */
const MOST = 10;

/** Clients with this number, however it was written down. Read by an index over the last digits, then compared whole. */
export async function clientsByPhone(tx: Pick<Prisma.TransactionClient, '$queryRaw'>, e164: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string; phone: string }[]>`
    SELECT id, phone FROM client WHERE phone IS NOT NULL AND right(regexp_replace(phone, '[^0-9]', '', 'g'), 8) = ${lastDigits(e164)} LIMIT 100`;
  return rows.filter(row => toE164(row.phone) === e164).map(row => row.id);
}

/** Clients with this address. */
export async function clientsByEmail(tx: Pick<Prisma.TransactionClient, '$queryRaw'>, email: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM client WHERE email IS NOT NULL AND lower(email) = ${email.trim().toLowerCase()} LIMIT 100`;
  return rows.map(row => row.id);
}

/** Clients of this name: the beginning of the family name, and of the given name where it is said ("Bērz Anna", "Anna Bērz"). */
async function clientsByName(tx: Pick<Prisma.TransactionClient, '$queryRaw'>, name: string): Promise<string[]> {
  const [first = '', second = ''] = name
    .toLowerCase()
    .replace(/[%_\\]/g, '')
    .split(/\s+/);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM client WHERE lower(family_name) LIKE ${`${first}%`} AND lower(given_name) LIKE ${`${second}%`}
    UNION SELECT id FROM client WHERE ${second} <> '' AND lower(family_name) LIKE ${`${second}%`} AND lower(given_name) LIKE ${`${first}%`}
    LIMIT ${MOST + 1}`;
  return rows.map(row => row.id);
}

/** Earlier clients, for the front office with somebody at hand; every search is written down, without what was searched for. */
export function makeSearch({ db, now }: Pick<ClientDeps, 'db' | 'now'>): UseCase<typeof searchClients> {
  return async ({ contactId, by, value }, { user }) => {
    const contact = await db.contact.findUnique({ where: { id: contactId } });
    if (!contact || !mayWorkOn(user, contact)) throw new Problem('not-found', `No conversation of yours ${contactId} goes on`);
    const found = await {
      phone: () => clientsByPhone(db, phoneOf(value, 'value')),
      'e-mail': () => clientsByEmail(db, value),
      name: () => clientsByName(db, value),
    }[by]();
    const shown = maySeeCandidates(user, contact) && found.length <= MOST ? found : [];
    const clients = await db.client.findMany({ where: { id: { in: shown } }, orderBy: [{ familyName: 'asc' }, { givenName: 'asc' }] });
    await db.$transaction(tx =>
      audit(tx, { who: user.id, did: 'client.search', at: now(), purpose: 'contact', data: { contactId, by, found: found.length, shown } }),
    );
    return {
      found: found.length,
      clients: clients.map(it => ({
        id: it.id,
        name: `${it.givenName} ${it.familyName}`,
        personalCodeMasked: it.personalCode ? maskPersonalCode(it.personalCode) : '',
      })),
    };
  };
}
