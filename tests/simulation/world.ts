import { loadProcesses, type Process } from '../../processes/load.ts';
import { readModel, type ProcessModel } from '../../processes/model.ts';
import { EngineUnavailable } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Channel, Letter } from '../../platform/mail/channel.ts';
import { makeOutbox } from '../../platform/outbox.ts';
import type { WaitingRow } from '../../platform/outbox-table.ts';
import { Problem } from '../../platform/problem.ts';
import { attend } from '../../web/api/absences/unattended.ts';
import { makeAbsences } from '../../web/api/absences/service.ts';
import { makeAccess } from '../../web/api/cases/access.ts';
import { makeClientActs } from '../../web/api/cases/acts/client.ts';
import { makeReopening } from '../../web/api/cases/acts/reopening.ts';
import { makeStaffActs } from '../../web/api/cases/acts/staff.ts';
import type { CaseDeps } from '../../web/api/cases/deps.ts';
import { makeSubmit } from '../../web/api/cases/submit.ts';
import { makeClockActs } from '../../web/api/clock/acts.ts';
import { makeOnce, plainly, type Turns } from '../../web/api/http/once.ts';
import type { User } from '../../web/api/http/user.ts';
import type { Endpoint } from '../../web/contract/endpoint.ts';
import { makeSender } from '../../web/api/notices/sender.ts';
import { makeAssign } from '../../web/api/tasks/assign.ts';
import { makeChange } from '../../web/api/tasks/change.ts';
import { makeComplete } from '../../web/api/tasks/complete.ts';
import { makeFinder } from '../../web/api/tasks/find.ts';
import { makeHandOver } from '../../web/api/tasks/hand-over.ts';
import { loadShared } from '../../workers/load-shared.ts';
import { runShared } from '../../workers/run-job.ts';
import type { SharedHandler } from '../../workers/shared-handler.ts';
import { makeClient } from './database/client.ts';
import { readSchema, type Model } from './database/schema.ts';
import { DatabaseError, Store, Transaction, type Change, type Row } from './database/store.ts';
import { SimEngine, type SimJob, type SimTask } from './engine.ts';
import { AGENCIES, CLIENTS, PEOPLE, TERMS } from './people.ts';
import type { Wish } from './acts.ts';
import { Killed, Program, Scheduler } from './scheduler.ts';

/** Monday, ten in the morning in Riga. No public holiday is near. */
const BEGIN = Date.parse('2026-02-02T08:00:00Z');
const MINUTE = 60_000;
const IN_HAND = new Set<unknown>(['new', 'waiting', 'sending']);
const NEVER_AT = Date.parse('2999-01-01T00:00:00Z');
/** More steps than this without an end is a program that turns in circles. */
const MOST_STEPS = 200_000;

/** What stays the same in every schedule, read once. */
export type Ground = { processes: Process[]; models: Map<string, ProcessModel>; shared: Map<string, SharedHandler>; tables: Map<string, Model> };

/** Something that must never be. */
export class Violation extends Error {
  override name = 'Violation';
}

const active: { world?: World } = {};

export async function readGround(): Promise<Ground> {
  const processes = await loadProcesses();
  const models = new Map(await Promise.all(processes.map(async it => [it.id, await readModel(it.bpmn)] as const)));
  const tables = readSchema(() => active.world!.newId(), () => active.world!.nowDate()); // prettier-ignore
  return { processes, models, shared: await loadShared(), tables };
}

const silent = { info() {}, warn() {}, error() {}, debug() {}, child: () => silent } as unknown as Logger;

/** One running program with all it holds; a restart makes another. */
export type Running = ReturnType<World['boot']>;

export class World {
  now = BEGIN;
  readonly store: Store;
  readonly engine: SimEngine;
  readonly scheduler: Scheduler;
  readonly running = new Map<string, Running>();
  /** What is told of what happened, for the story. */
  readonly told: string[] = [];
  readonly mails: { id: string; text: string }[] = [];
  readonly wishes: Wish[] = [];
  /** What has gone wrong in a place where nobody waits for it. */
  fault: Error | undefined;
  journalStopped = false;
  mailAway = false;
  databaseAway = false;
  steps = 0;
  private ids = 0;
  private journal: SimTask[] = [];
  private journaling = false;
  private attendDue = false;
  private later: (() => void)[] = [];
  readonly ground: Ground;
  readonly journalProgram: Program;

  constructor(ground: Ground, seed: number, onCommit: (changes: Change[], world: World) => void) {
    active.world = this;
    this.ground = ground;
    this.scheduler = new Scheduler(seed);
    this.store = new Store(ground.tables);
    for (const it of AGENCIES) this.store.seed('agency', it);
    for (const it of CLIENTS) this.store.seed('client', it);
    for (const it of TERMS) this.store.seed('term', { ...it, madeAt: new Date(BEGIN) });
    for (const { id, name, agencyId, roles, clientId } of Object.values(PEOPLE))
      this.store.seed('userAccount', { id, name, agencyId, roles, clientId, lastSeenAt: new Date(BEGIN) });
    this.engine = new SimEngine(() => this.now, task => void this.journal.push({ ...task })); // prettier-ignore
    this.journalProgram = new Program('journal', this.scheduler);
    this.store.onCommit = changes => {
      if (changes.some(it => it.table === 'task' || it.table === 'absence' || it.table === 'case')) this.attendDue = true;
      onCommit(changes, this);
    };
    for (const name of ['api 1', 'api 2', 'worker 1', 'worker 2']) this.boot(name);
  }

  nowDate = (): Date => new Date(this.now);
  newId = (): string => `0193b000-0000-7000-8000-${String(++this.ids).padStart(12, '0')}`;
  say(text: string): void {
    this.told.push(`${new Date(this.now + 120 * MINUTE).toISOString().slice(5, 16).replace('T', ' ')}  ${text}`);
  }

  broken(error: unknown): void {
    this.fault ??= error instanceof Error ? error : new Error(String(error));
  }

  /** Somebody has been told that their application is there: from this moment it must be. */
  acknowledged(wish: Wish, caseId: string): void {
    if (!this.store.row('case', caseId)) this.broken(new Violation(`${wish.subject} was acknowledged as a case that is not there`));
    if (wish.acknowledged !== null && wish.acknowledged !== caseId) this.broken(new Violation(`${wish.subject} was acknowledged as two cases`));
    wish.acknowledged = caseId;
  }

  /** Starts a program, the first time or again. */
  boot(name: string) {
    const program = new Program(name, this.scheduler, it => this.say(`${it.name} dies`));
    const db = makeClient(program, this.store);
    const engine = this.engine.for(program);
    const outbox = makeOutbox({ table: this.outboxTable(program), engine, log: silent });
    const config = { PUBLIC_URL: 'http://simulation', VIRUS_CHECK: 'when-available', MAIL_HOURS: '', MAIL_HOLD_SECONDS: 60 } as never;
    const { processes, models } = this.ground;
    const blobs = { put: () => Promise.resolve('') } as never;
    const deps = {
      db,
      sql: undefined as never,
      outbox,
      now: this.nowDate,
      newId: this.newId,
      processes,
      log: silent,
      config,
      blobs,
      checker: { hasEngine: false, kick() {} },
    } satisfies CaseDeps;
    const access = makeAccess(deps);
    const finder = makeFinder(deps, { of: async (id: string) => models.get(id), latest: async (id: string) => models.get(id) });
    const change = makeChange(deps, finder);
    const useCases = {
      submit: makeSubmit(deps),
      complete: makeComplete(deps, finder),
      ...makeAssign(deps, change),
      ...makeHandOver(deps, finder, change),
      ...makeClientActs(deps, access),
      ...makeReopening(deps, access),
      ...makeStaffActs(deps, access),
      clock: makeClockActs(deps),
      absences: makeAbsences(deps),
    };
    const sender = makeSender({ db, now: this.nowDate, log: silent, channels: { email: this.channelOf(program), sms: null }, config });
    const running = { program, db, engine, outbox, deps, useCases, sender, turns: new Map() as Turns, looking: false };
    this.running.set(name, running);
    return running;
  }

  alive(kind: 'api' | 'worker'): Running[] {
    return [...this.running.values()].filter(it => it.program.name.startsWith(kind) && it.program.alive);
  }

  /** Asks the API as a browser does: with one key until there is an answer, of whichever process lives. */
  async ask<T>(
    user: User,
    endpoint: Endpoint,
    input: object,
    run: (of: Running['useCases'], context: any) => Promise<T>,
    key: string = this.newId(),
  ): Promise<{ reply: T } | { problem: string }> {
    for (let attempt = 0; ; attempt++) {
      const apis = this.databaseAway ? [] : this.alive('api');
      const api = apis[this.scheduler.chance(Math.max(1, apis.length))];
      try {
        if (!api) throw new Killed();
        await api.program.moment('call');
        const route = `${endpoint.method} ${endpoint.path}`;
        const once = endpoint.idempotent ? makeOnce(api.db, { key, userId: user.id, route, input, status: 200 }, api.turns) : plainly(api.db);
        const reply = await run(api.useCases, { user, once, requestId: key });
        await api.program.moment('called');
        if (attempt > 0) this.say(`${user.name} asks again and is answered`);
        return { reply };
      } catch (error) {
        if (error instanceof Problem) return { problem: error.slug };
        if (!(error instanceof Killed) && !(error instanceof DatabaseError)) throw error;
        await new Promise<void>(resolve => this.later.push(resolve));
      }
    }
  }

  /** Goes on until nothing moves any more at this moment. */
  async settle(): Promise<void> {
    for (;;) {
      this.begin();
      if (await this.scheduler.step()) {
        if (++this.steps > MOST_STEPS) throw new Error('it turns in circles: no end of steps');
      } else if (!this.beginAgain()) return;
    }
  }

  async rush(steps: number): Promise<void> {
    for (let n = 0; n < steps; n++) {
      this.begin();
      if (!(await this.scheduler.step())) return;
    }
  }

  /** Lets time pass, stopping wherever something is due. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    await this.settle();
    for (let n = 0; this.now < until; n++) {
      if (n > 5000) throw new Error('it turns in circles: time does not pass');
      const midnight = Math.floor((this.now + 120 * MINUTE) / (24 * 60 * MINUTE) + 1) * 24 * 60 * MINUTE - 120 * MINUTE;
      this.now = Math.max(this.now + 1, Math.min(until, this.nextAt(), midnight));
      if (this.now >= midnight) this.attendDue = true;
      for (const { program } of this.running.values()) if (program.stalled) program.loseTransactions();
      this.engine.tick();
      this.wake();
      await this.settle();
      await this.sendMails();
    }
  }

  /** The next moment at which something can change by itself. While a part is away, what only waits for it is not asked every few seconds. */
  private nextAt(): number {
    const reachable = !this.databaseAway && this.alive('api').length > 0;
    const retry = reachable && this.later.length > 0 ? this.now + MINUTE : Infinity;
    const times = this.engine.away ? [retry] : [retry, this.engine.nextAt()];
    if (!this.databaseAway && !this.engine.away) for (const it of this.store.rows('outbox')) times.push((it['nextAt'] as Date).getTime());
    if (!this.databaseAway && !this.mailAway && this.alive('worker').some(it => !it.program.stalled))
      for (const it of this.store.rows('delivery')) if (IN_HAND.has(it['state'])) times.push(Math.max((it['nextAt'] as Date).getTime(), this.now + MINUTE));
    return Math.min(...times.filter(at => at > this.now));
  }

  private wake(): void {
    const all = this.later;
    this.later = [];
    for (const go of all) go();
  }

  /** Whatever can begin now: jobs to workers, what the journal brings. */
  private begin(): void {
    for (const job of this.engine.available()) {
      const workers = this.alive('worker').filter(it => !it.program.stalled);
      if (workers.length === 0 || this.databaseAway) break;
      this.runJob(job, workers[this.scheduler.chance(workers.length)]!);
    }
    if (!this.journalStopped && !this.journaling && this.journal.length > 0) void this.project().catch(error => this.broken(error));
  }

  /** What is found when nothing moves: a date that was past when it was set, a full outbox, tasks left to nobody. */
  private beginAgain(): boolean {
    if (this.engine.isDue()) {
      this.engine.tick();
      return true;
    }
    if (this.databaseAway) return false;
    const due = this.dueCommands(new Transaction(), 1).length > 0;
    const lookers = [...this.running.values()].filter(it => it.program.alive && !it.program.stalled);
    if (due && lookers.length > 0) {
      lookers[this.scheduler.chance(lookers.length)]!.outbox.kick();
      return true;
    }
    const [api] = this.alive('api').filter(it => !it.program.stalled);
    if (this.attendDue && api) {
      this.attendDue = false;
      if (this.store.rows('absence').length === 0) return false;
      for (const team of ['kac', 'vsaa']) void attend(api.deps, { team }).catch(() => (this.attendDue = true));
      return true;
    }
    return false;
  }

  runJob(job: SimJob, { program, engine, db, outbox, deps }: Running): void {
    this.engine.give(job, program);
    const handler = this.ground.shared.get(job.type)!;
    const { key, type, retries, variables } = job;
    const work = runShared(handler, { key, type, elementId: type, retries, variables, ...engine.answers(job) }, { ...deps, db, outbox } as never);
    void work.catch(error => {
      if (!(error instanceof Killed) && !(error instanceof EngineUnavailable) && !(error instanceof DatabaseError)) this.broken(error);
    });
  }

  /** The journal as its receiver writes it: a task made, a task ended; each can come late, none twice differently. */
  private async project(): Promise<void> {
    this.journaling = true;
    const db = makeClient(this.journalProgram, this.store);
    for (let task = this.journal.shift(); task; task = this.journal.shift()) {
      const { key, run, state, elementId, processId, formId, team, role, variables } = task;
      if (state === 'created') {
        const names = { titleLv: elementId, titleEn: elementId };
        const row = {
          key,
          caseId: run.caseId,
          runKey: run.key,
          processId,
          version: 1,
          elementId,
          ...names,
          formId,
          team,
          role,
          level: team === 'kac' ? 1 : 2,
          variables,
          createdAt: this.nowDate(),
        };
        await db.task.createMany({ data: [row], skipDuplicates: true });
      } else {
        const ended = { state: state === 'completed' ? 'completed' : 'cancelled', completedAt: this.nowDate(), rowVersion: { increment: 1 } };
        await db.task.updateMany({ where: { key, state: { in: ['open', 'completing'] } }, data: ended });
      }
    }
    this.journaling = false;
  }

  private async sendMails(): Promise<void> {
    if (this.databaseAway || !this.store.rows('delivery').some(it => IN_HAND.has(it['state']))) return;
    for (const worker of this.alive('worker')) {
      if (worker.looking || worker.program.stalled) continue;
      worker.looking = true;
      void worker.sender
        .look()
        .catch(error => this.broken(error))
        .finally(() => (worker.looking = false));
    }
    await this.settle();
  }

  private channelOf(program: Program): Channel {
    return {
      send: async (letter: Letter) => {
        await program.moment('call');
        if (this.mailAway) throw new Error('the mail server does not answer');
        this.mails.push({ id: letter.id, text: letter.subject + letter.text });
        await program.moment('called');
      },
      close() {},
    };
  }

  private outboxTable(program: Program) {
    return {
      round: async (most: number, deliver: (rows: WaitingRow[]) => Promise<any[]>): Promise<number> => {
        const tx = new Transaction();
        const leave = program.onDeath(() => this.store.rollback(tx));
        try {
          await program.moment('begin');
          const rows = this.dueCommands(tx, most);
          if (rows.length === 0) return 0;
          for (const row of rows) await this.store.lock(tx, `outbox ${String(row['id'])}`);
          const fates = await deliver(rows.map(it => ({ ...it, id: String(it['id']) })) as never);
          for (const fate of fates) {
            const row = rows.find(it => String(it['id']) === fate.id)!;
            const attempts = (row['attempts'] as number) + 1;
            const nextAt = fate.is === 'parked' ? new Date(NEVER_AT) : new Date(this.now + (fate.inMs ?? 0));
            await this.store.change(tx, 'outbox', fate.id, () => true, it => (fate.is === 'left' ? null : { ...it, attempts, nextAt, lastError: fate.error })); // prettier-ignore
          }
          await program.moment('commit');
          if (tx.ended) throw new Killed();
          this.store.commit(tx);
          await program.moment('committed');
          return fates.filter(it => it.is === 'left').length;
        } finally {
          this.store.rollback(tx);
          leave();
        }
      },
    };
  }

  /** Of each case the oldest row that is not parked, if it is due and nobody has it in hand. */
  private dueCommands(tx: Transaction, most: number): Row[] {
    const rows = this.store.rows('outbox').filter(it => (it['nextAt'] as Date).getTime() < NEVER_AT).sort((a, b) => Number((a['id'] as bigint) - (b['id'] as bigint))); // prettier-ignore
    const seen = new Set<unknown>();
    return rows
      .filter(row => !seen.has(row['caseId']) && seen.add(row['caseId']))
      .filter(row => (row['nextAt'] as Date).getTime() <= this.now && !this.store.isLocked(tx, `outbox ${String(row['id'])}`))
      .slice(0, most);
  }

  /** All is well again: every program runs, nothing is away, nothing is held back. */
  async heal(): Promise<void> {
    Object.assign(this, { journalStopped: false, mailAway: false, databaseAway: false });
    this.engine.away = false;
    this.engine.losesAnswers = 0;
    for (const { program } of [...this.running.values()]) {
      program.trouble = [];
      program.stalled = false;
      if (!program.alive) this.boot(program.name);
    }
    await this.pass(10 * MINUTE);
  }
}
