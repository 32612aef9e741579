import type { z } from 'zod';
import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Contact } from '../../../prisma/generated/client.ts';
import type { consultationView, listMyConsultations, rateConsultation } from '../../contract/contacts.ts';
import { audit } from '../audit/audit.ts';
import { titledService } from '../cases/summaries.ts';
import type { UseCase } from '../http/bind.ts';
import { namesOf, type ContactDeps } from './deps.ts';
import { consultationsOf } from './policy.ts';
import type { WholeTopic } from './present.ts';

type View = z.input<typeof consultationView>;
type Row = WholeTopic & { contact: Contact };
const INCLUDE = { contact: true, case: { select: { id: true, code: true } } } as const;

/** The client's own side of a conversation (B1.4, B12.3): what was asked and answered, and how it was. */
export function makeConsultations(deps: ContactDeps) {
  const { db, now, processes, directory } = deps;

  async function present(at: Db | Tx, rows: Row[]): Promise<View[]> {
    const names = await namesOf(
      at,
      rows.map(it => it.contact.adviserId),
    );
    const agency = await directory.agencies();
    return rows.map(row => ({
      id: row.id,
      at: row.at.toISOString(),
      channel: row.contact.channel as View['channel'],
      agency: agency(row.contact.agency),
      adviser: names(row.contact.adviserId),
      service: titledService(processes, row.serviceId),
      question: row.question,
      answer: row.answer,
      result: row.result as View['result'],
      case: row.case,
      rating: row.rating,
      comment: row.comment,
    }));
  }

  const mine: UseCase<typeof listMyConsultations> = async ({ limit }, { user }) => {
    const rows = await db.contactTopic.findMany({ where: consultationsOf(user), include: INCLUDE, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: limit });
    return { consultations: await present(db, rows) };
  };

  const rate: UseCase<typeof rateConsultation> = async ({ topicId, rating, comment }, { user, once }) => {
    const where = { AND: [{ id: topicId }, consultationsOf(user)] };
    const found = await db.contactTopic.findFirst({ where, select: { id: true } });
    if (!found) throw new Problem('not-found', `No consultation of yours ${topicId}`);
    await directory.agencies(); // read before the transaction, which holds the only connection
    return once(async tx => {
      const at = now();
      const { count } = await tx.contactTopic.updateMany({ where: { id: topicId, ratedAt: null }, data: { rating, comment, ratedAt: at } });
      if (count === 0) throw new Problem('already-done', 'Feedback has been given');
      const row = await tx.contactTopic.findUniqueOrThrow({ where: { id: topicId }, include: INCLUDE });
      const [view] = await present(tx, [row]);
      await audit(tx, { who: user.id, did: 'consultation.feedback', at, clientId: user.clientId, data: { topicId, rating } });
      return view!;
    });
  };

  return { myConsultations: mine, rateConsultation: rate };
}
