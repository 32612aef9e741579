import { useState } from 'react';
import type { BodyIn } from '../../../contract/endpoint.ts';
import { lookUpClient } from '../../../contract/clients.ts';
import { identifyContact, openContact, verifyCaller } from '../../../contract/contacts.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import type { Client, Contact, IDENTIFIED_BY, Registration } from './registration.ts';

export type IdentifiedBy = (typeof IDENTIFIED_BY)[number] | 'signed';
type Answers = BodyIn<typeof verifyCaller>['answers'];

/** What goes on is kept; the rest of the contact is the server's. */
export const withContact = (it: Registration, { id, identification, phone, verification, client }: Contact): Registration => ({
  ...it,
  contact: { id, identification, phone, verification },
  client: client ?? it.client,
  phone: it.phone || (phone ?? ''),
});

/** The acts by which one gets to know who it is. Each opens the conversation first, once. */
export function useTalk(it: Registration) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  async function attempt<Reply>(act: () => Promise<Reply>): Promise<Reply | null> {
    if (busy) return null;
    setBusy(true);
    setProblem(null);
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      return null;
    } finally {
      setBusy(false);
    }
  }

  const opened = async (phone: string | null): Promise<{ id: string } & Partial<Contact>> =>
    it.contact ??
    call(openContact, {}, { channel: it.channel, phone }, { idempotencyKey: `${it.key}-contact-${it.channel}-${phone?.replace(/\D/g, '') ?? ''}` });

  return {
    busy,
    problem,
    /** Somebody of whom there is a number, or not even that. */
    begin: (phone: string | null) => attempt(async () => withContact(it, (await opened(phone)) as Contact)),
    /** By personal code in the register, with the document they show. Of the dead there is no conversation. */
    recognise: (personalCode: string, how: IdentifiedBy) =>
      attempt(async (): Promise<{ dead: Client } | Registration> => {
        const identifiedBy = how === 'signed' ? 'eid' : how;
        const client = await call(lookUpClient, {}, { personalCode, identifiedBy, purpose: 'application' });
        if (!client.alive) return { dead: client };
        const { id } = await opened(null);
        return { ...withContact(it, await call(identifyContact, { contactId: id }, { clientId: client.id, how })), client };
      }),
    identify: (contactId: string, clientId: string, how: IdentifiedBy) =>
      attempt(async () => withContact(it, await call(identifyContact, { contactId }, { clientId, how }))),
    verify: (contactId: string, answers: Answers) => attempt(() => call(verifyCaller, { contactId }, { answers })),
  };
}
