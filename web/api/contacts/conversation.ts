import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { changeContact, endContact, getContact, identifyContact, openContact } from '../../contract/contacts.ts';
import type { Contact } from '../../../prisma/generated/client.ts';
import { audit } from '../audit/audit.ts';
import { makeDayMemory } from '../audit/day-memory.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { namesOf, ownContact, type ContactDeps } from './deps.ts';
import { phoneOf } from './phone.ts';
import { mayIdentify, maySeeContact, mayTakeContacts } from './policy.ts';
import { CONTACT_INCLUDE, presentContact } from './present.ts';
import { ruleOf } from './rules.ts';

/** A conversation from its beginning to its end: by which channel, with whom, and how one knows. */
export function makeConversation(deps: ContactDeps) {
  const { db, now, newId, processes } = deps;
  const memory = makeDayMemory(now);

  async function view(contactId: string, user: User, tx: Db | Tx = db) {
    const row = await tx.contact.findUniqueOrThrow({ where: { id: contactId }, include: CONTACT_INCLUDE });
    const people = row.callBacks.flatMap(it => [it.createdBy, it.assigneeId, ...it.attempts.map(attempt => attempt.by)]);
    const [names, rule] = await Promise.all([namesOf(tx, [row.adviserId, ...people]), ruleOf(tx, row.agency)]);
    return presentContact(row, { names, now: now(), user, rule, processes });
  }

  const open: UseCase<typeof openContact> = async ({ channel, phone }, { user, once }) => {
    if (!mayTakeContacts(user)) throw new Problem('not-permitted', 'Only advisers of the front office');
    const number = phone && phoneOf(phone);
    return once(async tx => {
      const at = now();
      const identification = number ? 'partial' : 'anonymous';
      const data = { id: newId(), channel, adviserId: user.id, agency: user.agencyId!, startedAt: at, identification, phone: number };
      const { id } = await tx.contact.create({ data });
      const reply = await view(id, user, tx);
      await audit(tx, { who: user.id, did: 'contact.open', at, data: { contactId: id, channel, identification } });
      return reply;
    });
  };

  /** One's own conversation is read at every turn: written down once a day. */
  async function look({ id, clientId, adviserId }: Contact, user: User): Promise<void> {
    const key = `${id} ${clientId}`;
    if (adviserId === user.id && memory.fresh(user.id, [key]).length === 0) return;
    await db.$transaction(tx => audit(tx, { who: user.id, did: 'contact.look', at: now(), clientId, purpose: 'contact', data: { contactId: id } }));
    memory.keep(user.id, [key]);
  }

  const get: UseCase<typeof getContact> = async ({ contactId }, { user }) => {
    const found = await db.contact.findUnique({ where: { id: contactId } });
    if (!found || !maySeeContact(user, found)) throw new Problem('not-found', `No conversation ${contactId}`);
    const reply = await view(contactId, user);
    if (found.clientId || found.phone) await look(found, user);
    return reply;
  };

  const change: UseCase<typeof changeContact> = async ({ contactId, channel, phone, note }, { user }) => {
    const found = await ownContact(deps, contactId, user);
    const number = phone && phoneOf(phone);
    const identification = found.clientId ? 'authenticated' : number ? 'partial' : 'anonymous';
    await db.$transaction(async tx => {
      await tx.contact.update({ where: { id: contactId }, data: { channel, phone: number, note, identification } });
      await audit(tx, { who: user.id, did: 'contact.change', at: now(), clientId: found.clientId, purpose: 'contact', data: { contactId } });
    });
    return view(contactId, user);
  };

  const identify: UseCase<typeof identifyContact> = async ({ contactId, clientId, how }, { user }) => {
    const found = await ownContact(deps, contactId, user);
    if (found.clientId === clientId) return view(contactId, user);
    if (!mayIdentify(user, found)) throw new Problem('not-permitted', 'A caller is recognised by answers, and a conversation is with one client');
    if (!(await db.client.findUnique({ where: { id: clientId }, select: { id: true } }))) throw new Problem('not-found', `No client ${clientId}`);
    await db.$transaction(async tx => {
      await tx.contact.update({ where: { id: contactId }, data: { clientId, identification: 'authenticated', verifiedHow: how } });
      await audit(tx, { who: user.id, did: 'contact.identify', at: now(), clientId, purpose: 'contact', data: { contactId, how } });
    });
    return view(contactId, user);
  };

  const end: UseCase<typeof endContact> = async ({ contactId }, { user }) => {
    const { clientId } = await ownContact(deps, contactId, user);
    await db.$transaction(async tx => {
      const at = now();
      await tx.contact.updateMany({ where: { id: contactId, endedAt: null }, data: { endedAt: at } });
      await audit(tx, { who: user.id, did: 'contact.end', at, clientId, purpose: 'contact', data: { contactId } });
    });
    return view(contactId, user);
  };

  return { view, open, get, change, identify, end };
}
