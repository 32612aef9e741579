import type { z } from 'zod';
import type { CallBack, CallBackAttempt, Case, Client, Contact, ContactRule, ContactTopic } from '../../../prisma/generated/client.ts';
import type { Process } from '../../../processes/load.ts';
import { ANSWERS, type callBackView, type contactView, type topicView } from '../../contract/contacts.ts';
import { iso } from '../cases/present.ts';
import { titledService } from '../cases/summaries.ts';
import { presentClient } from '../clients/present.ts';
import type { User } from '../http/user.ts';
import { mayCall, mayDecideCallBack } from './policy.ts';

type Topic = z.input<typeof topicView>;
type CallBackOut = z.input<typeof callBackView>;
type View = z.input<typeof contactView>;

export const CONTACT_INCLUDE = {
  client: { include: { _count: { select: { cases: { where: { closedAt: null } } } } } },
  topics: { orderBy: { at: 'asc' }, include: { case: { select: { id: true, code: true } } } },
  callBacks: { orderBy: { createdAt: 'asc' }, include: { attempts: { orderBy: { id: 'asc' } } } },
} as const;

export type WholeCallBack = CallBack & { attempts: CallBackAttempt[] };
export type WholeTopic = ContactTopic & { case: Pick<Case, 'id' | 'code'> | null };
export type WholeContact = Contact & { client: (Client & { _count: { cases: number } }) | null; topics: WholeTopic[]; callBacks: WholeCallBack[] };

export type Names = (userId: string) => string;

export const presentTopic = (row: WholeTopic, processes: Process[]): Topic => ({
  id: row.id,
  service: titledService(processes, row.serviceId),
  question: row.question,
  answer: row.answer,
  result: row.result as Topic['result'],
  case: row.case,
  minutes: row.minutes,
  at: row.at.toISOString(),
});

function levelOf({ doneAt, escalatedAt, dueAt, remindAt }: CallBack, now: Date): CallBackOut['level'] {
  if (doneAt) return 'done';
  if (escalatedAt || dueAt <= now) return 'overdue';
  return remindAt <= now ? 'soon' : 'on-time';
}

export function presentCallBack(row: WholeCallBack, { names, now, user }: { names: Names; now: Date; user: User }): CallBackOut {
  const [call, decide] = [mayCall(user, row), mayDecideCallBack(user, row)];
  return {
    id: row.id,
    contactId: row.contactId,
    phone: row.phone,
    name: row.name,
    about: row.about,
    createdAt: row.createdAt.toISOString(),
    createdBy: names(row.createdBy),
    dueAt: row.dueAt.toISOString(),
    level: levelOf(row, now),
    assignee: row.assigneeId ? { id: row.assigneeId, name: names(row.assigneeId) } : null,
    escalatedAt: iso(row.escalatedAt),
    doneAt: iso(row.doneAt),
    result: row.result as CallBackOut['result'],
    history: row.attempts.map(
      it => ({ name: it.name, outcome: it.outcome, note: it.note, by: it.by && names(it.by), at: it.at.toISOString() }) as CallBackOut['history'][number],
    ),
    version: row.version,
    may: [...(call ? (['call', 'assign'] as const) : []), ...(decide ? (['move', 'drop'] as const) : [])],
  };
}

export function presentContact(
  row: WholeContact,
  { names, now, user, rule, processes }: { names: Names; now: Date; user: User; rule: ContactRule; processes: Process[] },
): View {
  return {
    id: row.id,
    channel: row.channel as View['channel'],
    adviser: { id: row.adviserId, name: names(row.adviserId) },
    startedAt: row.startedAt.toISOString(),
    endedAt: iso(row.endedAt),
    identification: row.identification as View['identification'],
    phone: row.phone,
    // the register said so when they were recognised; who has died does not talk
    client: row.client && presentClient(row.client, { alive: true, openCases: row.client._count.cases }),
    verifiedHow: row.verifiedHow as View['verifiedHow'],
    verification: {
      asked: ANSWERS.filter(it => rule.answersAsked.includes(it)),
      needed: rule.answersNeeded,
      attemptsLeft: Math.max(0, rule.attemptsAllowed - row.attempts),
    },
    note: row.note,
    topics: row.topics.map(topic => presentTopic(topic, processes)),
    callBacks: row.callBacks.map(it => presentCallBack(it, { names, now, user })),
  };
}
