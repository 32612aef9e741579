import { DatabaseError } from './database/store.ts';

/** What its work ends with when a program dies: nothing of it goes on. */
export class Killed extends Error {
  override name = 'Killed';
}

/** A 32-bit generator (mulberry32): the same seed, the same schedule. Seed 0 always chooses the first: everything in order. */
export function makeChance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  if (state === 0) return () => 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Moment = { program: Program; open(): void; fail(error: Error): void };
/** What is to go wrong with a program: at the so-manyeth moment from now. */
export type Trouble = { after: number; what: 'kill' | 'cut' };

/** Lets one thing happen at a time, by the seed: which of those that wait goes on next. */
export class Scheduler {
  readonly chance: (below: number) => number;
  private waiting: Moment[] = [];
  constructor(seed: number) {
    this.chance = makeChance(seed);
  }

  wait(program: Program): Promise<void> {
    return new Promise<void>((open, fail) => this.waiting.push({ program, open, fail }));
  }

  /** One step; false when nobody waits. */
  async step(): Promise<boolean> {
    await quiet();
    const able = this.waiting.filter(it => !it.program.stalled);
    if (able.length === 0) return false;
    const next = able[this.chance(able.length)];
    this.waiting = this.waiting.filter(it => it !== next);
    if (next!.program.alive) next!.open();
    else next!.fail(new Killed());
    return true;
  }

  drop(program: Program): void {
    const gone = this.waiting.filter(it => it.program === program);
    this.waiting = this.waiting.filter(it => it.program !== program);
    for (const it of gone) it.fail(new Killed());
  }
}

/** When nothing goes on by itself any more. */
const quiet = () => new Promise<void>(resolve => setImmediate(resolve));

/** A process of the API or of the workers, which can die at any await. */
export class Program {
  alive = true;
  /** Stopped for a while, as by SIGSTOP or a machine that swaps: it knows of nothing, and goes on where it was. */
  stalled = false;
  trouble: Trouble[] = [];
  private readonly dying = new Set<() => void>();
  readonly name: string;
  private readonly scheduler: Scheduler;
  private readonly onKill: (program: Program) => void;
  constructor(name: string, scheduler: Scheduler, onKill: (program: Program) => void = () => {}) {
    this.name = name;
    this.scheduler = scheduler;
    this.onKill = onKill;
  }

  /** Runs when it dies, before anything else does; call the answer to take it back. */
  onDeath(run: () => void): () => void {
    this.dying.add(run);
    return () => this.dying.delete(run);
  }

  kill(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const run of this.dying) run();
    this.scheduler.drop(this);
    this.onKill(this);
  }

  /** Its connections are ended from the other side: PostgreSQL waits only so long for a transaction that does nothing. */
  loseTransactions(): void {
    for (const run of this.dying) run();
  }

  /** A place where it waits for something outside. Reads wait for others only now and then, so that schedules stay short. */
  async moment(kind: 'begin' | 'read' | 'write' | 'commit' | 'committed' | 'call' | 'called'): Promise<void> {
    if (!this.alive) throw new Killed();
    const matters = kind !== 'read' && kind !== 'write';
    if (matters || this.scheduler.chance(kind === 'write' ? 3 : 5) === 1) await this.scheduler.wait(this);
    for (const it of this.trouble) it.after -= 1;
    const due = this.trouble.find(it => it.after < 0);
    if (!due) return;
    this.trouble = this.trouble.filter(it => it !== due);
    if (due.what === 'kill') {
      this.kill();
      throw new Killed();
    }
    throw new DatabaseError('P1017', 'Server has closed the connection');
  }
}
