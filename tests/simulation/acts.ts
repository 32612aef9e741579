import * as absences from '../../web/contract/absences.ts';
import * as cases from '../../web/contract/cases.ts';
import * as deadlines from '../../web/contract/deadlines.ts';
import * as tasks from '../../web/contract/tasks.ts';
import type { Row } from './database/store.ts';
import { PEOPLE, STAFF } from './people.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One thing that happens. `a` and `b` choose among what there is then; `rush`: so many steps later the next begins, 0: when all is quiet. */
export type Act = { does: Does; a: number; b: number; rush: number };
export type Does = keyof typeof ACTS;
/** What a person wants of the service, and whether they have been told that they have it. */
export type Wish = { subject: string; acknowledged: string | null };

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];
const anna = PEOPLE['anna']!;
const person = (id: string) => PEOPLE[id]!;
const open = (world: World): Row[] => world.store.rows('case').filter(it => it['status'] !== 'closed');
const codeOf = (it: Row): string => String(it['code']);
const dayOf = (at: number): string => new Date(at + 2 * HOUR).toISOString().slice(0, 10);

/** Starts what a person does; it goes on by itself. A refusal is an answer. */
function asks(world: World, who: string, what: string, asking: Promise<{ reply: unknown } | { problem: string }>): void {
  void asking.then(answer => world.say('problem' in answer ? `${who}: ${what} – refused (${answer.problem})` : `${who}: ${what}`), (error: unknown) => world.broken(error)); // prettier-ignore
}

function submit(world: World, a: number, b: number): void {
  const user = person(['anna', 'janis', 'liga'][a % 3]!);
  const wish: Wish = { subject: `wish ${world.wishes.length + 1}`, acknowledged: null };
  world.wishes.push(wish);
  const byStaff = user.agencyId !== null;
  const onBehalf = byStaff ? { clientId: anna.clientId, channel: 'phone', signedUploadId: null } : null;
  const input = {
    kind: 'information-request',
    serviceId: null,
    data: {},
    subject: wish.subject,
    uploadIds: [],
    holder: byStaff ? 'vsaa' : null,
    onBehalf,
    resultWay: 'e-account',
  };
  const rest = { aboutCaseId: null, complainedOfAgency: null, complainedOfUserId: null, wantedOn: null };
  const key = world.newId();
  for (let twins = 0; twins <= b % 3; twins++) {
    const asking = world.ask(user, cases.submitCase, input, (of, context) => of.submit({ ...input, ...rest } as never, context), key);
    void asking.then(answer => 'reply' in answer && world.acknowledged(wish, answer.reply.id), () => {}); // prettier-ignore
    asks(world, user.name, `submits ${wish.subject}${twins > 0 ? ' (the same click again)' : ''}`, asking);
  }
}

/** What a form is answered with, by element; `b` chooses. */
const ANSWERS: Record<string, (b: number) => Record<string, unknown>> = {
  Task_Classify: b => ({
    outcome: 'classified',
    kind: 'information-request',
    holder: b % 2 ? 'vsaa' : 'kac',
    impact: b % 3 ? 'one' : 'wide',
    urgency: b % 3 ? 'medium' : 'high',
    level1: b % 2 === 0,
    reason: 'seen',
  }),
  Task_FirstLineHelp: b => [answered, clarify(b), { outcome: 'hand-over', reason: 'theirs' }, answered][b % 4]!,
  Task_TakeOver: b => [{ outcome: 'accept' }, { outcome: 'accept' }, clarify(b), { outcome: 'return', reason: 'not ours' }][b % 4]!,
  Task_Answer: b => [answered, clarify(b), { outcome: 'refuse', answer: 'no, and why' }][b % 3]!,
  Task_ManageEscalation: b =>
    [
      { outcome: 'take-over', reason: 'mine now' },
      { outcome: 'extend', extendByDays: 1 + (b % 5), reason: 'more time' },
      { outcome: 'reassign', assigneeId: ['vita', 'valdis', 'liga'][b % 3], reason: 'yours' },
    ][b % 3]!,
  Task_ReviewDispute: b => ({ outcome: b % 3 ? 'reopen' : 'close', reason: 'because' }),
};
const answered = { outcome: 'answered', answer: 'yes, like this' };
const clarify = (b: number) => ({ outcome: 'clarify', question: 'which year?', answerWithinDays: 1 + (b % 9) });

/** Somebody who may takes a task and finishes it. */
async function work(world: World, a: number, b: number): Promise<void> {
  const task = pick(world.store.rows('task').filter(it => it['state'] === 'open'), a); // prettier-ignore
  if (!task) return;
  const key = String(task['key']);
  const able = STAFF.filter(it => it.agencyId === task['team']);
  const mine = able.find(it => it.id === task['assigneeId']);
  const user = mine && b % 5 > 0 ? mine : (pick(able, b) ?? able[0]!);
  const data = ANSWERS[String(task['elementId'])]!(b);
  let version = task['rowVersion'] as number;
  if (task['assigneeId'] !== user.id) {
    const claimed = await world.ask(user, tasks.claimTask, { taskKey: key, version }, (of, context) => of.claim({ taskKey: key, version }, context));
    world.say(`${user.name} takes ${String(task['elementId'])} of ${key.slice(-3)}${'problem' in claimed ? ` – refused (${claimed.problem})` : ''}`);
    if (!('problem' in claimed)) version += 1;
  }
  const input = { taskKey: key, version, data };
  asks(
    world,
    user.name,
    `finishes ${String(task['elementId'])} (${String(data['outcome'])})`,
    world.ask(user, tasks.completeTask, input, (of, context) => of.complete(input, context)),
  );
}

function ofClient(world: World, a: number, run: (it: Row, who: (typeof PEOPLE)[string]) => void): void {
  const it = pick(open(world), a);
  if (it) run(it, Object.values(PEOPLE).find(who => who.clientId !== null && who.clientId === it['clientId']) ?? anna);
}

function answer(world: World, a: number): void {
  const question = pick(world.store.rows('question').filter(it => it['answeredAt'] === null && it['expiredAt'] === null), a); // prettier-ignore
  if (!question) return;
  const it = world.store.row('case', String(question['caseId']))!;
  const who = Object.values(PEOPLE).find(each => each.clientId !== null && each.clientId === it['clientId'])!;
  const input = { caseId: String(it['id']), questionId: String(question['id']), answer: 'the year before last', uploadIds: [] };
  asks(
    world,
    who.name,
    `answers the question in ${codeOf(it)}`,
    world.ask(who, cases.answerQuestion, input, (of, context) => of.answer(input, context)),
  );
}

function clock(world: World, a: number, b: number): void {
  const it = pick(open(world), a);
  if (!it) return;
  const user = pick(STAFF.filter(who => who.agencyId === it['team']), b) ?? STAFF[0]!; // prettier-ignore
  const own = { caseId: String(it['id']), version: it['version'] as number };
  const until = b % 2 ? dayOf(world.now + (1 + (b % 4)) * DAY) : undefined;
  const pause = { ...own, for: 'date' as const, reason: 'waits for a date', ...(until && { until }) };
  const acts = [
    () =>
      asks(
        world,
        user.name,
        `stops the clock of ${codeOf(it)}${until ? ` until ${until}` : ''}`,
        world.ask(user, deadlines.pauseCase, pause, (of, context) => of.clock.pause(pause as never, context)),
      ),
    () =>
      asks(
        world,
        user.name,
        `lets the clock of ${codeOf(it)} go on`,
        world.ask(user, deadlines.resumeCase, own, (of, context) => of.clock.resume(own, context)),
      ),
    () =>
      asks(
        world,
        user.name,
        `extends ${codeOf(it)}`,
        world.ask(user, deadlines.extendCase, { ...own, by: 2 }, (of, context) => of.clock.extend({ ...own, by: 2, reason: 'much to do' } as never, context)),
      ),
    () =>
      asks(
        world,
        user.name,
        `classifies ${codeOf(it)} anew`,
        world.ask(user, cases.reclassifyCase, own, (of, context) =>
          of.reclassify({ ...own, impact: b % 3 ? 'wide' : 'one', urgency: b % 3 ? 'high' : 'low', reason: 'seen again' }, context),
        ),
      ),
  ];
  acts[b % acts.length]!();
}

function absence(world: World, a: number, b: number): void {
  const team = STAFF.filter(it => it.agencyId === (a % 4 ? 'vsaa' : 'kac'));
  const user = pick(team, a)!;
  const known = world.store.rows('absence').filter(it => it['userId'] === user.id);
  const row = pick(known, b);
  if (row && b % 3 === 0) {
    const input = { absenceId: String(row['id']), version: row['version'] as number, takeBack: 'true' as const };
    return asks(
      world,
      user.name,
      'is back',
      world.ask(user, absences.cancelAbsence, input, (of, context) => of.absences.cancel(input as never, context)),
    );
  }
  const from = world.now + (b % 3) * DAY;
  const substituteId = pick([...team, null], b)?.id ?? null;
  const input = {
    userId: user.id,
    fromOn: dayOf(from),
    toOn: dayOf(from + (b % 6) * DAY),
    covers: b % 4 ? 'all' : 'kind:information-request',
    substituteId,
    note: null,
  };
  asks(
    world,
    user.name,
    `is away ${input.fromOn} to ${input.toOn}, ${substituteId ?? 'nobody'} stands in`,
    world.ask(user, absences.enterAbsence, input, (of, context) => of.absences.enter(input as never, context)),
  );
}

function handOn(world: World, a: number, b: number): void {
  const task = pick(world.store.rows('task').filter(it => it['state'] === 'open'), a); // prettier-ignore
  if (!task) return;
  const team = STAFF.filter(it => it.agencyId === task['team']);
  const user = team.find(it => it.id === task['assigneeId']) ?? pick(team, b)!;
  const to = pick(team, b + 1)!;
  const input = { taskKey: String(task['key']), version: task['rowVersion'] as number, assigneeId: to.id, team: null, note: 'please' };
  asks(
    world,
    user.name,
    `hands ${String(task['elementId'])} to ${to.name}`,
    world.ask(user, tasks.assignTask, input, (of, context) => of.assign(input, context)),
  );
}

function trouble(world: World, a: number, b: number, what: 'kill' | 'cut'): void {
  const programs = [...world.running.values()].filter(it => it.program.alive);
  const program = pick(programs, a)?.program;
  if (!program) return;
  program.trouble.push({ after: b % 40, what });
  world.say(`${program.name} is going to ${what === 'kill' ? 'die' : 'lose its database connection'} ${b % 40} steps from now`);
}

function restart(world: World): void {
  for (const { program } of [...world.running.values()]) {
    if (program.alive) continue;
    world.boot(program.name);
    world.say(`${program.name} starts again`);
  }
}

/** A worker that is only slow: the engine gives its job to another. */
function twice(world: World, a: number): void {
  const job = pick([...world.engine.jobs.values()].filter(it => it.takenBy !== null), a); // prettier-ignore
  const worker = pick(world.alive('worker'), a);
  if (!job || !worker || world.databaseAway) return;
  world.say(`the engine gives ${job.type} out again while it is under way`);
  world.runJob(job, worker);
}

/** Everything that can happen, by name. */
export const ACTS = {
  submit,
  work,
  answer,
  clock,
  absence,
  'hand on': handOn,
  twice,
  restart,
  withdraw: (world: World, a: number) =>
    ofClient(world, a, (it, who) => {
      const input = { caseId: String(it['id']), reason: null };
      asks(
        world,
        who.name,
        `withdraws ${codeOf(it)}`,
        world.ask(who, cases.withdrawCase, input, (of, context) => of.withdraw(input, context)),
      );
    }),
  rate: (world: World, a: number, b: number) =>
    ofClient(world, a, (it, who) => {
      const input = { caseId: String(it['id']), rating: 3, comment: 'so so', disputed: b % 2 === 0 };
      asks(
        world,
        who.name,
        `${input.disputed ? 'disputes' : 'rates'} ${codeOf(it)}`,
        world.ask(who, cases.giveFeedback, input, (of, context) => of.feedback(input, context)),
      );
    }),
  /** Also before the engine has ended its run. */
  reopen: (world: World, a: number) => {
    const it = pick(
      world.store.rows('case').filter(row => row['status'] === 'closed'),
      a,
    );
    const who = person('liga');
    if (!it) return;
    const input = { caseId: String(it['id']), reason: 'something new' };
    asks(
      world,
      who.name,
      `has ${codeOf(it)} opened again`,
      world.ask(who, cases.reopenCase, input, (of, context) => of.reopen(input, context)),
    );
  },
  escalate: (world: World, a: number, b: number) => {
    const it = pick(open(world), a);
    const who = person(['vita', 'liga', 'valdis'][b % 3]!);
    if (!it) return;
    const input = { caseId: String(it['id']), reason: 'stuck' };
    asks(
      world,
      who.name,
      `escalates ${codeOf(it)}`,
      world.ask(who, cases.escalateCase, input, (of, context) => of.escalate(input, context)),
    );
  },
  'minutes pass': (world: World, a: number) => world.pass((1 + (a % 30)) * MINUTE),
  'hours pass': (world: World, a: number) => world.pass((1 + (a % 20)) * HOUR),
  'days pass': (world: World, a: number) => world.pass((1 + (a % 5)) * DAY),
  'a program dies': (world: World, a: number, b: number) => trouble(world, a, b, 'kill'),
  'a connection breaks': (world: World, a: number, b: number) => trouble(world, a, b, 'cut'),
  'a program stalls': (world: World, a: number) => {
    const program = pick([...world.running.values()].filter(it => it.program.alive), a)?.program; // prettier-ignore
    if (!program) return;
    program.stalled = !program.stalled;
    world.say(`${program.name} ${program.stalled ? 'stands still' : 'goes on'}`);
  },
  'the engine goes': (world: World) => toggle(world, 'the engine', (world.engine.away = !world.engine.away)),
  'the mail server goes': (world: World) => toggle(world, 'the mail server', (world.mailAway = !world.mailAway)),
  'the database goes': (world: World) => {
    world.databaseAway = !world.databaseAway;
    if (world.databaseAway) for (const { program } of world.running.values()) program.trouble.push({ after: 0, what: 'cut' });
    toggle(world, 'the database', world.databaseAway);
  },
  'answers get lost': (world: World, a: number) => {
    world.engine.losesAnswers = 1 + (a % 3);
    world.say(`the engine does the next ${world.engine.losesAnswers} things it is told, and its answers are lost`);
  },
  'the journal stops': (world: World) => toggle(world, 'the journal', (world.journalStopped = !world.journalStopped)),
} satisfies Record<string, (world: World, a: number, b: number) => void | Promise<void>>;

function toggle(world: World, what: string, away: boolean): void {
  world.say(`${what} ${away ? 'is away' : 'is back'}`);
}
