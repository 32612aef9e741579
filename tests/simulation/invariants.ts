import { toClockEvents } from '../../web/api/clock/clock.ts';
import { reckonDeadline } from '../../platform/deadline.ts';
import { makeCalendar } from '../../platform/working-days.ts';
import { makeChainCheck, type StoredEntry } from '../../web/api/audit/check.ts';
import type { Change, Row } from './database/store.ts';
import { reckonByDay } from './day-clock.ts';
import { STAFF } from './people.ts';
import { Violation, type World } from './world.ts';

/** What may follow what, written from PROCESSES §1.6, not from the code. */
const LAWFUL: Record<string, string> = {
  submitted: 'registered closed',
  registered: 'classified closed',
  classified: 'level1 handed_over closed',
  level1: 'done handed_over waiting_applicant closed',
  handed_over: 'in_progress returned waiting_applicant closed',
  returned: 'classified closed',
  in_progress: 'waiting_applicant waiting_level3 done closed',
  waiting_applicant: 'level1 handed_over in_progress closed',
  waiting_level3: 'in_progress closed',
  done: 'closed classified in_progress',
  closed: 'classified',
};
const CALENDAR = makeCalendar();

function must(holds: boolean, says: string): asserts holds {
  if (!holds) throw new Violation(says);
}
const timeOf = (it: unknown): number | null => (it instanceof Date ? it.getTime() : null);
const clockOf = (world: World, caseId: unknown): Row[] => world.store.rows('clockEvent').filter(it => it['caseId'] === caseId && it['clock'] === 'main');
const iso = (at: number | null) => (at === null ? 'open' : new Date(at).toISOString());

/** After each commit: what it has changed is lawful, and changed together with what belongs to it. */
export function afterCommit(changes: Change[], world: World): void {
  try {
    for (const change of changes) CHECKS[change.table]?.(change, changes, world);
    for (const caseId of new Set(changes.filter(it => it.table === 'clockEvent').map(it => it.after?.['caseId']))) checkDue(world, caseId);
  } catch (error) {
    world.broken(error);
  }
}

type Check = (change: Change, together: Change[], world: World) => void;
const CHECKS: Record<string, Check> = {
  case: ({ before, after }, together, world) => {
    must(after !== null, 'a case was deleted');
    const code = String(after['code']);
    if (!before) {
      const start = together.find(it => it.table === 'outbox' && (it.after?.['payload'] as Row | undefined)?.['name'] === 'application-submitted');
      must(start !== undefined, `${code} was kept without its message to the engine`);
      must(together.some(it => it.table === 'auditEntry'), `${code} was kept without an audit entry`); // prettier-ignore
      return;
    }
    const [from, to] = [String(before['status']), String(after['status'])];
    must(from === to || LAWFUL[from]!.split(' ').includes(to), `${code} went from ${from} to ${to}`);
    must((after['closedAt'] !== null) === (to === 'closed'), `${code} is ${to} and ${after['closedAt'] ? 'has' : 'has no'} date of closing`);
    must(to !== 'closed' || after['escalated'] === false, `${code} is closed and escalated`);
    const written = together.some(it => it.table === 'auditEntry' && it.after?.['did'] === 'case.withdraw' && it.after['caseId'] === after['id']);
    must(after['outcome'] !== 'withdrawn' || before['outcome'] === 'withdrawn' || written, `${code} was withdrawn without an audit entry`);
    const moved = timeOf(before['dueAt']) !== timeOf(after['dueAt']);
    must(
      !moved || together.some(it => it.table === 'clockEvent'),
      `the date of ${code} moved from ${iso(timeOf(before['dueAt']))} to ${iso(timeOf(after['dueAt']))} and its clock says no reason`,
    );
    void world;
  },
  escalation: ({ before, after }, _together, world) => {
    if (before || after?.['type'] !== 'hierarchical') return;
    const it = world.store.row('case', String(after['caseId']))!;
    must(it['status'] !== 'closed', `${String(it['code'])} was escalated (${String(after['kind'])}) after it was closed`);
    must(it['outcome'] !== 'withdrawn', `${String(it['code'])} was escalated (${String(after['kind'])}) after it was withdrawn`);
    if (after['kind'] !== 'deadline') return;
    const clock = reckonByDay(clockOf(world, it['id']), world.now);
    // who is asked only after the date has passed does not mend it: paused, it is late still
    must(
      clock !== undefined && clock.state !== 'stopped' && clock.dueAt !== null && clock.dueAt <= world.now,
      `${String(it['code'])} was escalated for its deadline while the clock ${clock?.state === 'running' ? `had until ${iso(clock.dueAt)}` : `was ${clock?.state}`}`,
    );
    const told = new Set(eventsOf(world, it['id'], 'deadline-missed').map(each => (each['data'] as Row)['dueAt']));
    const escalated = world.store.rows('escalation').filter(each => each['caseId'] === it['id'] && each['kind'] === 'deadline').length;
    must(escalated <= told.size, `${String(it['code'])} missed ${told.size} dates and was escalated for ${escalated}`);
  },
  absence: ({ after }, _together, world) => {
    if (after) checkCircles(world, String(after['agencyId']));
  },
  delivery: ({ before, after }) => {
    if (!before) return;
    must(after !== null, 'a notice was deleted');
    must(before['carrierId'] === null || before['carrierId'] === after['carrierId'], 'a notice was put into another mail after it had left');
    must(
      !['sent', 'failed', 'dropped'].includes(String(before['state'])) || before['state'] === after['state'],
      `a notice that was ${String(before['state'])} became ${String(after['state'])}`,
    );
  },
};

const eventsOf = (world: World, caseId: unknown, name: string): Row[] =>
  world.store.rows('caseEvent').filter(it => it['caseId'] === caseId && it['name'] === name);

/** The date shown is the one its clock gives, by a reckoning of another make. */
function checkDue(world: World, caseId: unknown): void {
  const it = world.store.row('case', String(caseId))!;
  const clock = reckonByDay(clockOf(world, caseId), world.now);
  if (!clock || clock.state === 'stopped') return;
  must(timeOf(it['dueAt']) === clock.dueAt, `${String(it['code'])} is due ${iso(timeOf(it['dueAt']))}, its clock says ${iso(clock.dueAt)}`);
}

/** On no day, for no matter, does a chain of substitutes come back to where it was. */
function checkCircles(world: World, agencyId: string): void {
  const rows = world.store.rows('absence').filter(it => it['agencyId'] === agencyId);
  const days = [...new Set(rows.map(it => timeOf(it['fromOn'])!))];
  for (const on of days.filter(day => day >= world.now - 86_400_000))
    for (const narrow of [false, true]) {
      const standsIn = new Map<string, string>();
      for (const it of rows) {
        const covers = it['covers'] === 'all' || narrow;
        if (covers && timeOf(it['fromOn'])! <= on && on <= timeOf(it['toOn'])! && (it['covers'] !== 'all' || !standsIn.has(String(it['userId'])))) standsIn.set(String(it['userId']), String(it['substituteId'])); // prettier-ignore
      }
      for (const first of standsIn.keys()) {
        const seen = new Set<string>();
        for (let at: string | undefined = first; at; at = standsIn.get(at)) {
          must(!seen.has(at), `substitutes go in a circle: ${[...seen, at].join(' → ')}`);
          seen.add(at);
        }
      }
    }
}

/** When nothing moves: clocks and tasks are where they should be. */
export function whenQuiet(world: World): void {
  for (const it of world.store.rows('case')) {
    const code = String(it['code']);
    const rows = clockOf(world, it['id']);
    const clock = reckonByDay(rows, world.now);
    if (!clock || it['status'] === 'closed') continue;
    const said = reckonDeadline(toClockEvents(rows as never), CALENDAR, world.nowDate());
    must(said.state === clock.state, `the clock of ${code} says ${said.state} and is ${clock.state}`);
    if (said.remaining && clock.state === 'running')
      must(clock.used + said.remaining.amount === clock.allowed, `${code}: ${clock.used} days used and ${said.remaining.amount} left of ${clock.allowed}`);
    if (it['status'] === 'waiting_applicant') {
      const asked = world.store.rows('question').find(each => each['caseId'] === it['id'] && each['answeredAt'] === null && each['expiredAt'] === null);
      if (asked) must(clock.waits.includes(String(asked['id'])), `${code} waits for its client, and its clock runs on`);
    }
  }
}

/** After all trouble is over and everything has had its time. */
export function atTheEnd(world: World): void {
  checkWishes(world);
  checkEngine(world);
  checkOnce(world);
  checkTasks(world);
  checkDeadlines(world);
  checkAudit(world);
}

/** Every acknowledged application is exactly one case and one run of each attempt. */
function checkWishes({ wishes, store, engine }: World): void {
  for (const { subject, acknowledged } of wishes) {
    const made = store.rows('case').filter(it => it['subject'] === subject);
    must(acknowledged !== null, `${subject} was never answered`);
    must(made.length === 1, `${subject} is ${made.length} cases`);
    const [it] = made;
    const runs = engine.runs.filter(run => run.caseId === it!['id']).map(run => run.attempt).sort(); // prettier-ignore
    must(
      runs.join() === Array.from({ length: it!['attempt'] as number }, (_, n) => n + 1).join(),
      `${subject} has runs ${runs.join(' ')} at the engine for ${String(it!['attempt'])} attempts`,
    );
  }
  must(store.rows('case').length === wishes.length, `${wishes.length} wishes, ${store.rows('case').length} cases`);
}

/** Nothing waits that nobody will ever take up. */
function checkEngine({ store, engine }: World): void {
  const [left] = store.rows('outbox');
  must(left === undefined, `a command was never told to the engine: ${JSON.stringify(left?.['payload'])} (${String(left?.['lastError'])})`);
  for (const job of engine.jobs.values()) must(job.incident === null, `${job.type} is stuck: ${job.incident}`);
  for (const task of store.rows('task'))
    must(task['state'] !== 'completing', `task ${String(task['elementId'])} was finished and the engine has not heard of it`);
  for (const it of store.rows('case'))
    must(
      (it['status'] === 'closed') === engine.runs.every(run => run.caseId !== it['id'] || run.ended),
      `${String(it['code'])} is ${String(it['status'])} and its run is ${it['status'] === 'closed' ? 'not over' : 'over'}`,
    );
}

/** Days later: sent until taken, or given up after three days without a mail server; the same mail twice only under the same id, and then it is the same. */
export function checkMails({ mails, store }: World): void {
  for (const row of store.rows('delivery')) {
    must(row['state'] === 'sent' || row['reason'] === 'unreachable', `a notice ${String(row['notice'])} is ${String(row['state'])}`);
    must(row['state'] !== 'sent' || mails.some(mail => mail.id === row['carrierId']), `a notice ${String(row['notice'])} counts as sent and was not`); // prettier-ignore
  }
  const texts = new Map<string, string>();
  for (const { id, text } of mails) {
    must((texts.get(id) ?? text) === text, 'two mails of one id say different things');
    texts.set(id, text);
  }
  for (const id of texts.keys()) must(store.rows('delivery').some(row => row['carrierId'] === id), 'a mail nobody knows of'); // prettier-ignore
}

/** What happens once in a life, or once for a date, has happened once. */
function checkOnce(world: World): void {
  for (const it of world.store.rows('case')) {
    const code = String(it['code']);
    const answered = world.store.rows('question').filter(each => each['caseId'] === it['id'] && (each['answeredAt'] !== null || each['expiredAt'] !== null));
    const waits = it['status'] === 'closed' ? [] : (reckonByDay(clockOf(world, it['id']), world.now)?.waits ?? []);
    must(!answered.some(each => waits.includes(String(each['id']))), `${code} has its answer, and its clock still waits for it`); // prettier-ignore
    for (const name of ['submitted', 'registered'])
      must(eventsOf(world, it['id'], name).length <= 1, `${code} was ${name} ${eventsOf(world, it['id'], name).length} times`);
    for (const name of ['deadline-missed', 'deadline-warning']) {
      const dates = eventsOf(world, it['id'], name).map(each => (each['data'] as Row)['dueAt']);
      must(new Set(dates).size === dates.length, `${code}: ${name} was said twice of the same date`);
    }
    const said = world.store.rows('caseMessage').filter(each => each['caseId'] === it['id']);
    const count = (notice: string) => said.filter(each => each['notice'] === notice).length;
    must(count('N1') === eventsOf(world, it['id'], 'registered').length, `${code} was told N1 ${count('N1')} times`);
    must(count('N6') === eventsOf(world, it['id'], 'closed').length, `${code} was told N6 ${count('N6')} times`);
    must(count('N5') === eventsOf(world, it['id'], 'result-ready').length, `${code} was told N5 ${count('N5')} times`);
  }
}

/** A task has somebody: who has it or stands in, somebody of the team who is there, or a lead who has been told that there is nobody. */
function checkTasks({ store, now }: World): void {
  const today = Date.parse(new Date(now + 7_200_000).toISOString().slice(0, 10));
  const isAway = (id: unknown) => store.rows('absence').some(it => it['userId'] === id && timeOf(it['fromOn'])! <= today && today <= timeOf(it['toOn'])!);
  for (const task of store.rows('task').filter(it => it['state'] === 'open' && it['role'] !== 'team-lead')) {
    const able = STAFF.filter(
      who => who.agencyId === task['team'] && who.roles.some(role => role === task['role'] || (task['role'] === 'specialist' && role === 'kac-specialist')),
    );
    const somebody =
      task['assigneeId'] === null
        ? able.some(who => !isAway(who.id))
        : !isAway(task['assigneeId']) || (task['standInId'] !== null && !isAway(task['standInId']));
    const escalated = store.rows('escalation').some(it => String(it['onceKey']).startsWith(`nobody ${String(task['key'])} `));
    must(somebody || escalated, `task ${String(task['elementId'])} of ${String(store.row('case', String(task['caseId']))!['code'])} is left to nobody`);
  }
}

/** A date that was missed was said to be missed, and a lead has been told. */
function checkDeadlines(world: World): void {
  for (const it of world.store.rows('case')) {
    const clock = reckonByDay(clockOf(world, it['id']), world.now);
    if (it['status'] === 'closed' || clock?.state !== 'running' || clock.dueAt === null || clock.dueAt > world.now) continue;
    const code = String(it['code']);
    must(eventsOf(world, it['id'], 'deadline-missed').some(each => (each['data'] as Row)['dueAt'] === iso(clock.dueAt)), `${code} missed ${iso(clock.dueAt)} and nobody noticed`); // prettier-ignore
    must(world.store.rows('escalation').some(each => each['caseId'] === it['id'] && each['kind'] === 'deadline'), `${code} missed ${iso(clock.dueAt)} and its lead was not told`); // prettier-ignore
  }
}

function checkAudit({ store }: World): void {
  const check = makeChainCheck();
  const entries = store.rows('auditEntry').sort((a, b) => Number((a['seq'] as bigint) - (b['seq'] as bigint)));
  for (const entry of entries) {
    const wrong = check.take(entry as StoredEntry);
    must(wrong === undefined, `audit: ${wrong}`);
  }
}
