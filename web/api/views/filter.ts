import { Prisma } from '../../../prisma/generated/client.ts';
import type { WorkFilter } from '../../contract/views.ts';

const list = (words: string) => words.split(',');

/** Still worked on and past its date, whether the keeper of the case has said so yet or not. */
export const isOverdue = (now: Date): Prisma.Sql => Prisma.sql`(c.overdue OR (c.due_at < ${now}::timestamptz AND c.status NOT IN ('done', 'closed')))`;

/** The beginning of a day in Riga, some days later. */
const dayStart = (date: string, plus: 0 | 1 = 0) => Prisma.sql`((${date}::date + ${plus}::integer)::timestamp AT TIME ZONE 'Europe/Riga')`;

const yesNo = (it: 'yes' | 'no', condition: Prisma.Sql) => (it === 'yes' ? condition : Prisma.sql`NOT ${condition}`);

type Conditions = { [Name in keyof WorkFilter]-?: (value: NonNullable<WorkFilter[Name]>, now: Date) => Prisma.Sql };

/** What narrows any list; the case is `c`. */
const OF_CASE: Omit<Conditions, 'assignee' | 'team'> = {
  kind: it => Prisma.sql`c.kind = ANY(${list(it)})`,
  service: it => Prisma.sql`c.service_order = ANY(${list(it)})`,
  status: it => Prisma.sql`c.status = ANY(${list(it)})`,
  priority: it => Prisma.sql`c.priority = ANY(${list(it).map(Number)}::integer[])`,
  channel: it => Prisma.sql`c.channel = ANY(${list(it)})`,
  waits: it => Prisma.sql`c.waits_for = ANY(${list(it)})`,
  dueFrom: it => Prisma.sql`c.due_at >= ${dayStart(it)}`,
  dueTo: it => Prisma.sql`c.due_at < ${dayStart(it, 1)}`,
  submittedFrom: it => Prisma.sql`c.submitted_at >= ${dayStart(it)}`,
  submittedTo: it => Prisma.sql`c.submitted_at < ${dayStart(it, 1)}`,
  overdue: (it, now) => yesNo(it, Prisma.sql`coalesce(${isOverdue(now)}, false)`),
  escalated: it => yesNo(it, Prisma.sql`c.escalated`),
  client: it => Prisma.sql`c.client_id = ${it}::uuid`,
  text: it => Prisma.sql`EXISTS (SELECT FROM case_words w WHERE w.case_id = c.id AND w.words @@ search_query(${it}))`,
};

/** The task is `t`. */
const OF_TASK: Conditions = {
  ...OF_CASE,
  team: it => Prisma.sql`t.team = ANY(${list(it)})`,
  assignee: it => {
    const named = list(it).filter(id => id !== 'nobody');
    return list(it).includes('nobody') ? Prisma.sql`(t.assignee_id IS NULL OR t.assignee_id = ANY(${named}))` : Prisma.sql`t.assignee_id = ANY(${named})`;
  },
};

/** A case has those who have its open tasks. */
const OF_CASE_LIST: Conditions = {
  ...OF_CASE,
  team: it => Prisma.sql`c.team = ANY(${list(it)})`,
  assignee: it => {
    const named = list(it).filter(id => id !== 'nobody');
    const has = Prisma.sql`EXISTS (SELECT FROM task x WHERE x.case_id = c.id AND x.state = 'open' AND x.assignee_id = ANY(${named}))`;
    const given = Prisma.sql`EXISTS (SELECT FROM task x WHERE x.case_id = c.id AND x.state = 'open' AND x.assignee_id IS NOT NULL)`;
    return list(it).includes('nobody') ? Prisma.sql`(NOT ${given} OR ${has})` : has;
  },
};

const conditionsOf = (all: Conditions, filter: WorkFilter, now: Date): Prisma.Sql[] =>
  Object.entries(all).flatMap(([name, condition]) => {
    const value = filter[name as keyof WorkFilter];
    return value === undefined || value === '' ? [] : [(condition as (value: string, now: Date) => Prisma.Sql)(value, now)];
  });

export const taskConditions = (filter: WorkFilter, now: Date) => conditionsOf(OF_TASK, filter, now);
export const caseConditions = (filter: WorkFilter, now: Date) => conditionsOf(OF_CASE_LIST, filter, now);
