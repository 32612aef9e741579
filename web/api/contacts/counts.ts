import { Problem } from '../../../platform/problem.ts';
import { decide, readDecisionTable } from '../../../processes/decision-table.ts';
import type { countContacts, proposePriority } from '../../contract/contacts.ts';
import { priorityOf, type Impact, type Urgency } from '../cases/priority.ts';
import { titledService } from '../cases/summaries.ts';
import type { UseCase } from '../http/bind.ts';
import type { ContactDeps } from './deps.ts';
import { mayCount, mayTakeContacts } from './policy.ts';

const CLASSIFICATION = 'application-classification';

/** Numbers: of what there was (every conversation counts, B1.5), and of what an application will be. */
export function makeCounts({ db, processes }: ContactDeps) {
  const count: UseCase<typeof countContacts> = async ({ from, to }, { user }) => {
    if (!mayCount(user)) throw new Problem('not-permitted', 'Only for the agency that had the conversations');
    const span = { gte: new Date(from), lt: new Date(to) };
    const contact = { agency: user.agencyId!, startedAt: span };
    const [channels, identifications, results, services] = await Promise.all([
      db.contact.groupBy({ by: ['channel'], where: contact, _count: true }),
      db.contact.groupBy({ by: ['identification'], where: contact, _count: true }),
      db.contactTopic.groupBy({ by: ['result'], where: { contact }, _count: true }),
      db.contactTopic.groupBy({ by: ['serviceId'], where: { contact, serviceId: { not: null } }, _count: true }),
    ]);
    return {
      contacts: channels.reduce((sum, it) => sum + it._count, 0),
      byChannel: Object.fromEntries(channels.map(it => [it.channel, it._count])),
      byIdentification: Object.fromEntries(identifications.map(it => [it.identification, it._count])),
      byResult: Object.fromEntries(results.map(it => [it.result, it._count])),
      byService: services.flatMap(it => {
        const service = titledService(processes, it.serviceId);
        return service ? [{ service, count: it._count }] : [];
      }),
    };
  };

  /** By the very tables the engine will decide with. Where they are not sure, a person will classify. */
  const propose: UseCase<typeof proposePriority> = async ({ kind, channel, serviceId }, { user }) => {
    if (!mayTakeContacts(user)) throw new Problem('not-permitted', 'Only advisers of the front office');
    const file = processes.flatMap(it => it.dmn).find(it => it.name === `${CLASSIFICATION}.dmn`);
    if (!file) throw new Error(`No process has the table ${CLASSIFICATION}.dmn`);
    const said = decide(await readDecisionTable(file.content, CLASSIFICATION, 'FIRST'), { kind, channel, hasService: serviceId !== undefined });
    const { impact, urgency, sure } = said as { impact?: Impact; urgency?: Urgency; sure?: boolean };
    if (!impact || !urgency) return { priority: null, impact: null, urgency: null, sure: false };
    return { priority: await priorityOf(processes, { impact, urgency }), impact, urgency, sure: sure === true };
  };

  return { counts: count, proposePriority: propose };
}
