import { Problem } from '../../../platform/problem.ts';
import type { Case, Contact } from '../../../prisma/generated/client.ts';
import type { addTopic } from '../../contract/contacts.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { serviceOf } from '../cases/find.ts';
import { isStaff } from '../cases/policy.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { namesOf, ownContact, type ContactDeps } from './deps.ts';
import { phoneOf } from './phone.ts';
import { presentCallBack, presentTopic } from './present.ts';
import { promise } from './rules.ts';

/** A work order or another thing inside, which the adviser has made of what was said: it has no client. */
const isInside = (it: Case, user: User) => it.clientId === null && it.registrarUserId === user.id;

/** Questions of a conversation, each with what came of it. */
export function makeTopics(deps: ContactDeps) {
  const { db, now, newId, processes } = deps;

  /** @throws Problem when what the topic says it came to is not there */
  async function checkTopic(contact: Contact, { serviceId, result, caseId, callBack }: BodyOf<typeof addTopic>, user: User): Promise<void> {
    if (serviceId !== null && !serviceOf(processes, serviceId)) throw new Problem('not-found', `No service ${serviceId}`);
    if ((result === 'application') !== (caseId !== null))
      throw new Problem('invalid-request', 'An application has its case', [{ path: 'caseId', code: 'required' }]);
    if ((result === 'call-back') !== (callBack !== null))
      throw new Problem('invalid-request', 'A call-back has its number', [{ path: 'callBack', code: 'required' }]);
    if (!caseId) return;
    const it = await db.case.findUnique({ where: { id: caseId } });
    if (!it || !isStaff(user, it) || (it.clientId !== contact.clientId && !isInside(it, user))) throw new Problem('not-found', `No case ${caseId} of this client`);
  }

  const topic: UseCase<typeof addTopic> = async ({ contactId, ...said }, { user, once }) => {
    const contact = await ownContact(deps, contactId, user);
    await checkTopic(contact, said, user);
    const { callBack, ...data } = said;
    const number = callBack && phoneOf(callBack.phone, 'callBack.phone');
    const names = await namesOf(db, [user.id]);
    return once(async tx => {
      const at = now();
      const row = await tx.contactTopic.create({ data: { ...data, id: newId(), contactId, at }, include: { case: { select: { id: true, code: true } } } });
      const promised = number
        ? await tx.callBack.create({
            data: {
              id: newId(),
              contactId,
              phone: number,
              name: callBack.name,
              about: said.question,
              team: contact.agency,
              createdBy: user.id,
              createdAt: at,
              ...(await promise(tx, contact.agency, at)),
            },
            include: { attempts: true },
          })
        : null;
      await audit(tx, {
        who: user.id,
        did: 'contact.topic',
        at,
        clientId: contact.clientId,
        caseId: said.caseId,
        purpose: 'contact',
        data: { contactId, topicId: row.id, result: said.result },
      });
      return { topic: presentTopic(row, processes), callBack: promised && presentCallBack(promised, { names, now: at, user }) };
    });
  };

  return topic;
}
