import type { z } from 'zod';
import { Problem } from '../../../platform/problem.ts';
import type { Contact, ContactTopic } from '../../../prisma/generated/client.ts';
import { PROFILE_PARTS, type clientProfile, type getClientProfile } from '../../contract/clients.ts';
import { maskPersonalCode } from '../../contract/personal-code.ts';
import type { Text } from '../../contract/words.ts';
import { audit } from '../audit/audit.ts';
import { visibleTo } from '../cases/policy.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { presentMention } from '../links/present.ts';
import { groundOf, isValid } from './policy.ts';
import type { ClientDeps } from './service.ts';

type Profile = z.input<typeof clientProfile>;
/** More of a person's history nobody reads at once. */
const MOST = 100;

/** B4: the client as far as what is at hand allows. What is shown, is written down part by part (B4.3). */
export function makeProfile({ db, now, processes, directory }: ClientDeps): UseCase<typeof getClientProfile> {
  async function refuse(clientId: string, user: User, data: Record<string, unknown>): Promise<never> {
    await db.$transaction(tx => audit(tx, { who: user.id, did: 'client.refused', at: now(), clientId, data }));
    throw new Problem('not-found', 'No such client, or nothing at hand that lets you see them');
  }

  /** With the client's consent all of their cases, but for complaints about the one who looks; else those one may see anyway. */
  async function historyOf(clientId: string, user: User, ground: Profile['ground']) {
    const right = ground === 'consent' ? { NOT: { complainedOf: { has: user.id } } } : visibleTo(user);
    const [cases, topics] = await Promise.all([
      db.case.findMany({ where: { AND: [{ clientId }, right] }, orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }], take: MOST }),
      db.contactTopic.findMany({
        where: { contact: { clientId, identification: 'authenticated', ...(ground === 'consent' ? {} : { agency: user.agencyId! }) } },
        include: { contact: true, case: { select: { code: true } } },
        orderBy: { at: 'desc' },
        take: MOST,
      }),
    ]);
    const paid = await db.caseEvent.findMany({
      where: { caseId: { in: cases.map(it => it.id) }, name: 'payment-ordered' },
      include: { case: { select: { code: true } } },
      orderBy: { at: 'desc' },
    });
    const advisers = await db.userAccount.findMany({ where: { id: { in: topics.map(it => it.contact.adviserId) } }, select: { id: true, name: true } });
    return { cases, topics, paid, nameOf: (id: string) => advisers.find(it => it.id === id)?.name ?? '' };
  }

  return async ({ clientId, caseId, contactId }, { user }) => {
    const at = now();
    const [client, it, contact] = await Promise.all([
      db.client.findUnique({ where: { id: clientId }, include: { consents: { where: { withdrawnAt: null }, orderBy: { givenAt: 'desc' } } } }),
      caseId ? db.case.findUnique({ where: { id: caseId } }) : undefined,
      contactId ? db.contact.findUnique({ where: { id: contactId } }) : undefined,
    ]);
    if (!client) throw new Problem('not-found', `No client ${clientId}`);
    const ground = groundOf(user, { clientId, case: it ?? undefined, contact: contact ?? undefined, consents: client.consents, now: at });
    if (!ground) return refuse(clientId, user, { caseId, contactId });

    const [{ cases, topics, paid, nameOf }, agency] = await Promise.all([historyOf(clientId, user, ground), directory.agencies()]);
    const data = { ground, parts: PROFILE_PARTS, ...(contactId && ground === 'contact' && { contactId }) };
    await db.$transaction(tx =>
      audit(tx, {
        who: user.id,
        did: 'client.look',
        at,
        clientId,
        ...(ground === 'case' && caseId && { caseId }),
        purpose: ground === 'case' ? 'handling' : ground,
        data,
      }),
    );
    return {
      client: {
        id: client.id,
        name: `${client.givenName} ${client.familyName}`,
        personalCodeMasked: client.personalCode ? maskPersonalCode(client.personalCode) : '',
        email: client.email,
        phone: client.phone,
        language: client.language,
      },
      ground,
      parts: [...PROFILE_PARTS],
      cases: cases.map(row => presentMention(row, processes)),
      consultations: topics.map(topic => presentConsultation(topic, agency(topic.contact.agency).title, nameOf(topic.contact.adviserId))),
      payments: paid.flatMap(event => {
        const { amountCents } = event.data as { amountCents?: number };
        return amountCents === undefined ? [] : [{ caseCode: event.case.code, amountCents, orderedAt: event.at.toISOString() }];
      }),
      consents: client.consents
        .filter(consent => isValid(consent, at))
        .map(consent => ({ agency: agency(consent.agency).title, purpose: consent.purpose, until: consent.until.toISOString() })),
    };
  };
}

type Topic = ContactTopic & { contact: Contact; case: { code: string } | null };

const presentConsultation = (topic: Topic, agency: Text, adviser: string): Profile['consultations'][number] => ({
  id: topic.id,
  contactId: topic.contactId,
  at: topic.at.toISOString(),
  channel: topic.contact.channel as Profile['consultations'][number]['channel'],
  agency,
  adviser,
  question: topic.question,
  answer: topic.answer,
  result: topic.result as Profile['consultations'][number]['result'],
  caseCode: topic.case?.code ?? null,
  rating: topic.rating,
});
