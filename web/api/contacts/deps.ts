import { Problem } from '../../../platform/problem.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import type { Contact } from '../../../prisma/generated/client.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import type { RegisterDeps } from '../clients/register.ts';
import type { User } from '../http/user.ts';
import { mayWorkOn } from './policy.ts';
import type { Names } from './present.ts';

export type ContactDeps = Pick<CaseDeps, 'db' | 'now' | 'newId' | 'processes'> & RegisterDeps & { directory: Directory };

/** Names of colleagues; of who has never signed in there is none. */
export async function namesOf(at: Db | Tx, ids: (string | null)[]): Promise<Names> {
  const rows = await at.userAccount.findMany({ where: { id: { in: [...new Set(ids.filter(id => id !== null))] } }, select: { id: true, name: true } });
  const names = new Map(rows.map(row => [row.id, row.name]));
  return id => names.get(id) ?? '';
}

/** One's own conversation that goes on. @throws Problem not-found: of those of others one learns nothing */
export async function ownContact({ db }: Pick<ContactDeps, 'db'>, contactId: string, user: User): Promise<Contact> {
  const found = await db.contact.findUnique({ where: { id: contactId } });
  if (!found || found.adviserId !== user.id) throw new Problem('not-found', `No conversation of yours ${contactId}`);
  if (!mayWorkOn(user, found)) throw new Problem('not-permitted', 'The conversation has ended');
  return found;
}
