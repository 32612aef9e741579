import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { changeContact, endContact, getContact, identifyContact, openContact } from '../../contract/contacts.ts';
import { audit } from '../audit/audit.ts';
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

  const get: UseCase<typeof getContact> = async ({ contactId }, { user }) => {
    const found = await db.contact.findUnique({ where: { id: contactId } });
    if (!found || !maySeeContact(user, found)) throw new Problem('not-found', `No conversation ${contactId}`);
    const reply = await view(contactId, user);
    if (found.clientId && found.adviserId !== user.id)
      await db.$transaction(tx =>
        audit(tx, { who: user.id, did: 'contact.look', at: now(), clientId: found.clientId, purpose: 'contact', data: { contactId } }),
      );
    return reply;
  };

  const change: UseCase<typeof changeContact> = async ({ contactId, channel, phone, note }, { user }) => {
    const found = await ownContact(deps, contactId, user);
    const number = phone && phoneOf(phone);
    const identification = found.clientId ? 'authenticated' : number ? 'partial' : 'anonymous';
    await db.contact.update({ where: { id: contactId }, data: { channel, phone: number, note, identification } });
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
    await ownContact(deps, contactId, user);
    await db.contact.updateMany({ where: { id: contactId, endedAt: null }, data: { endedAt: now() } });
    return view(contactId, user);
  };

  return { view, open, get, change, identify, end };
}
