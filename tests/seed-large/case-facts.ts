import { lastRun, type ClockEvent } from '../../platform/clock-log.ts';
import { reckonDeadline } from '../../platform/deadline.ts';
import { localDate } from '../../platform/local-time.ts';
import { plainTerm } from '../../platform/term.ts';
import { makeCalendar } from '../../platform/working-days.ts';
import type { Status } from '../../web/api/cases/status.ts';
import { clientOf, FRONT_OFFICE, HOLDERS, type Service } from './country.ts';
import { makeChance, type Chance } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Cases are spread over so many days before `now`. */
const YEARS_BACK = 3 * 365;
/** Running numbers begin far above those the installation itself will give out for years. */
const FIRST_NUMBER = 10_000_000;

const KIND = [
  [45, 'service-request'],
  [28, 'information-request'],
  [7, 'complaint'],
  [8, 'incident'],
  [4, 'suggestion'],
  [4, 'work-order'],
  [2, 'change-request'],
  [1, 'inter-agency-request'],
  [1, 'problem'],
] as const;
/** Registered by a worker for their own agency: nobody applied. */
const INSIDE = new Set<string>(['work-order', 'change-request', 'inter-agency-request', 'problem']);
const CHANNEL = [
  [54, 'online'],
  [20, 'counter'],
  [18, 'phone'],
  [5, 'post'],
  [3, 'e-mail'],
] as const;
const OPEN_STATUS = [
  [1, 'submitted'],
  [1, 'registered'],
  [8, 'classified'],
  [20, 'level1'],
  [14, 'handed_over'],
  [2, 'returned'],
  [34, 'in_progress'],
  [14, 'waiting_applicant'],
  [3, 'waiting_level3'],
  [4, 'done'],
] as const satisfies readonly (readonly [number, Status])[];
const AT_FRONT: readonly Status[] = ['submitted', 'registered', 'classified', 'level1', 'returned', 'done', 'closed'];
const OUTCOME = [
  [80, 'fulfilled'],
  [12, 'refused'],
  [6, 'withdrawn'],
  [2, 'duplicate'],
] as const;
type Rank = readonly [impact: string, urgency: string, priority: number];
/** Of most cases the lowest. */
const RANK: readonly (readonly [number, Rank])[] = [
  [2, ['wide', 'high', 1]],
  [8, ['wide', 'medium', 2]],
  [30, ['limited', 'medium', 3]],
  [60, ['one', 'medium', 4]],
];
/** Share still open by age, in terms of the case: nearly all at first, few long after their date, some for years. */
const OPEN_BY_AGE = [
  [0.5, 0.97],
  [1, 0.75],
  [1.5, 0.2],
  [3, 0.05],
  [Infinity, 0.002],
] as const;
/** Working days. */
const TERM = { 'service-request': 30, problem: 40, 'change-request': 40 } as Readonly<Record<string, number>>;
const USUAL_TERM = 10;
const DAYS_A_WORKING_DAY = 7 / 5;
/** In terms: a few are closed after their date. */
const LONGEST = 1.1;

export type World = { cases: number; clients: number; services: readonly Service[]; now: Date };

/** What everything else of a case follows from. */
export type Facts = {
  id: string;
  n: number;
  code: string;
  chance: Chance;
  kind: string;
  channel: string;
  status: Status;
  service: Service | null;
  holder: string;
  /** Who has it now; a partner while it waits for one. */
  team: string;
  level: 1 | 2 | 3;
  client: ReturnType<typeof clientOf> | null;
  fromAgency: string | null;
  outcome: string | null;
  rank: Rank;
  submittedAt: Date;
  /** So many hours later, but never in the future. */
  after: (hours: number) => Date;
  closedAt: Date | null;
  clock: ClockEvent[];
  dueAt: Date | null;
  overdue: boolean;
};

export const later = (from: Date, hours: number): Date => new Date(from.getTime() + hours * HOUR);

/** The facts of the n-th case (0 is the oldest); the same each time they are asked for. */
export function caseFacts(n: number, { cases, clients, services, now }: World): Facts {
  const chance = makeChance(0xca5e + n);
  const submittedAt = new Date(now.getTime() - YEARS_BACK * DAY * (1 - n / cases) - chance.whole(12) * HOUR);
  const id = chance.id(submittedAt);
  const kind = chance.weighed(KIND);
  const service = kind === 'service-request' ? chance.one(services) : null;
  const holder = service?.holder ?? HOLDERS[Math.floor(chance.share() ** 2 * HOLDERS.length)]!;
  const term = TERM[kind] ?? USUAL_TERM;
  const age = (now.getTime() - submittedAt.getTime()) / (term * DAYS_A_WORKING_DAY * DAY);
  const isOpen = chance.share() < OPEN_BY_AGE.find(([upTo]) => age < upTo)![1];
  const status = isOpen ? chance.weighed(OPEN_STATUS) : 'closed';
  const level = AT_FRONT.includes(status) ? 1 : status === 'waiting_level3' ? 3 : 2;
  const partner = HOLDERS[(HOLDERS.indexOf(holder) + 1) % HOLDERS.length]!;
  const after = (hours: number) => new Date(Math.min(submittedAt.getTime() + hours * HOUR, now.getTime()));
  const closedAt = isOpen ? null : after(24 * (1 + chance.whole(Math.ceil(term * LONGEST * DAYS_A_WORKING_DAY))));
  const clock = clockOf({ submittedAt, after, closedAt, status, holder, term });
  const dueAt = dueOf(clock, submittedAt, term);
  return {
    id,
    n,
    code: `${service?.caseCode ?? '9000'} ${FIRST_NUMBER + n}`,
    chance,
    kind,
    channel: INSIDE.has(kind) ? 'inside' : chance.weighed(CHANNEL),
    status,
    service,
    holder,
    team: level === 1 ? FRONT_OFFICE : level === 3 ? partner : holder,
    level,
    client: INSIDE.has(kind) || chance.share() < 0.04 ? null : clientOf(chance.whole(clients)),
    fromAgency: INSIDE.has(kind) ? chance.one(HOLDERS) : null,
    outcome: status === 'done' ? 'fulfilled' : closedAt && chance.weighed(OUTCOME),
    rank: chance.weighed(RANK),
    submittedAt,
    after,
    closedAt,
    clock,
    dueAt,
    overdue: isOpen && status !== 'done' && dueAt !== null && dueAt < now,
  };
}

type Clocked = Pick<Facts, 'submittedAt' | 'after' | 'closedAt' | 'status' | 'holder'> & { term: number };

/** The log of its clock, as the platform would have written it. */
function clockOf({ submittedAt, after, closedAt, status, holder, term }: Clocked): ClockEvent[] {
  const stoppedAt = closedAt ?? (status === 'done' ? after(30) : null);
  return [
    { name: 'started', at: submittedAt, data: { term: plainTerm(term), calendar: holder } },
    ...(status === 'waiting_applicant' ? [{ name: 'paused', at: after(20), data: { id: 'seed-large', for: 'client', reason: 'Trūkst ziņu' } } as const] : []),
    ...(stoppedAt ? [{ name: 'stopped', at: stoppedAt, data: {} } as const] : []),
  ];
}

const USUAL = makeCalendar();
const due = new Map<string, Date | null>();

/** The date the platform reckons, once for each day and term: all agencies of the country work the usual week. */
function dueOf(clock: ClockEvent[], submittedAt: Date, term: number): Date | null {
  const run = lastRun(clock);
  if (run?.pauses.some(it => it.to === null)) return null;
  const key = `${localDate(submittedAt)} ${term}`;
  const known = due.get(key);
  if (known !== undefined) return known;
  const { dueAt } = reckonDeadline(clock.slice(0, 1), USUAL, submittedAt);
  due.set(key, dueAt);
  return dueAt;
}
