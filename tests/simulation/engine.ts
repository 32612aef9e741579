import { EngineUnavailable } from '../../platform/engine-error.ts';
import type { Message } from '../../platform/engine.ts';
import type { Program } from './scheduler.ts';

type Variables = Record<string, unknown>;
export type SimJob = {
  key: string;
  type: string;
  run: Run;
  variables: Variables;
  retries: number;
  availableAt: number;
  takenBy: Program | null;
  incident: string | null;
  next: (output: Variables) => void;
};
export type SimTask = {
  key: string;
  run: Run;
  elementId: string;
  processId: string;
  formId: string | null;
  team: string;
  role: string;
  variables: Variables;
  state: 'created' | 'completed' | 'canceled';
  next: (output: Variables) => void;
};
/** Waits for the first of a message and a date. */
type Wait = {
  run: Run;
  branch: string;
  on: string | null;
  correlationKey: string;
  at: number | null;
  next: (by: 'message' | 'date', variables: Variables) => void;
};
/** One run of a case through the diagram. */
export type Run = { key: string; caseId: string; attempt: number; variables: Variables; ended: boolean };

const MINUTE = 60_000;
const LEASE_MS = MINUTE;
const FEEDBACK_MS = 10 * 24 * 60 * MINUTE;
const STARTS = new Set(['application-submitted', 'application-reopened']);

/**
 * The engine as the programs meet it: messages that are known by their id until their time is over, one run at a time for a
 * correlation key, jobs given out again when nobody answers in time, user tasks. It walks the way of an information request through
 * application.bpmn, request.bpmn and clarification.bpmn, said here once more in code: the diagrams themselves run in the process tests.
 */
export class SimEngine {
  readonly runs: Run[] = [];
  readonly jobs = new Map<string, SimJob>();
  readonly tasks = new Map<string, SimTask>();
  /** What has ever come in, by name and id, for the invariants. */
  readonly heard: { name: string; messageId: string; correlationKey: string }[] = [];
  away = false;
  /** So many answers are lost from now on: done, and nobody hears of it. */
  losesAnswers = 0;
  private messages: { message: Message; until: number; taken: boolean }[] = [];
  private waits: Wait[] = [];
  private keys = 0;
  private readonly now: () => number;
  private readonly onTask: (task: SimTask) => void;
  constructor(now: () => number, onTask: (task: SimTask) => void) {
    this.now = now;
    this.onTask = onTask;
  }

  /** What one program has of it. */
  for(program: Program) {
    const call = async <T>(act: () => T): Promise<T> => {
      await program.moment('call');
      if (this.away) throw new EngineUnavailable('the engine does not answer');
      const answer = act();
      if (this.losesAnswers > 0) {
        this.losesAnswers -= 1;
        throw new EngineUnavailable('the answer was lost');
      }
      await program.moment('called');
      return answer;
    };
    return {
      publishMessage: (message: Message) => call(() => this.publish(message)),
      completeUserTask: (key: string, variables: Variables) => call(() => this.completeTask(key, variables)),
      resolveIncident: ({ key }: { key: string }) => call(() => this.resolve(key)),
      answers: (job: SimJob) => ({
        complete: (variables: Variables) => call(() => this.completeJob(job.key, variables)),
        fail: (failure: { errorMessage: string; retries: number; retryBackOffMs: number }) => call(() => this.failJob(job.key, failure)),
        error: (error: { errorCode: string }) => call(() => this.failJob(job.key, { errorMessage: `error ${error.errorCode}`, retries: 0, retryBackOffMs: 0 })),
      }),
    };
  }

  /** Jobs that wait for a worker now. */
  available(): SimJob[] {
    return this.away ? [] : [...this.jobs.values()].filter(it => it.takenBy === null && it.incident === null && it.availableAt <= this.now());
  }

  give(job: SimJob, to: Program): void {
    job.takenBy = to;
    job.availableAt = this.now() + LEASE_MS;
  }

  /** What time has brought: leases that are over, dates that have come, messages that are kept no longer. */
  tick(): void {
    if (this.away) return;
    const now = this.now();
    for (const job of this.jobs.values()) if (job.takenBy && job.availableAt <= now) job.takenBy = null;
    this.messages = this.messages.filter(it => it.until > now);
    for (const wait of this.waits.filter(it => it.at !== null && it.at <= now).sort((a, b) => a.at! - b.at!)) {
      if (!this.waits.includes(wait)) continue;
      this.leave(wait);
      wait.next('date', {});
    }
  }

  /** A date has come, or was past when it was set. */
  isDue(): boolean {
    return !this.away && this.waits.some(it => it.at !== null && it.at <= this.now());
  }

  /** When it next has something to do by itself. */
  nextAt(): number {
    const jobs = [...this.jobs.values()].filter(it => it.incident === null).map(it => it.availableAt);
    return Math.min(...[...jobs, ...this.waits.map(it => it.at ?? Infinity)].filter(at => at > this.now()));
  }

  resolve(key: string): 'resolved' | 'gone' {
    const job = this.jobs.get(key);
    if (!job?.incident) return 'gone';
    Object.assign(job, { incident: null, retries: 3, takenBy: null, availableAt: this.now() });
    return 'resolved';
  }

  private publish(message: Message): 'published' | 'repeated' {
    const { name, messageId = '', timeToLiveMs } = message;
    const now = this.now();
    if (messageId !== '' && this.messages.some(it => it.until > now && it.message.name === name && it.message.messageId === messageId)) return 'repeated';
    this.heard.push({ name, messageId, correlationKey: message.correlationKey });
    this.messages.push({ message, until: now + timeToLiveMs, taken: false });
    this.correlate();
    return 'published';
  }

  /** Messages that nobody has taken, in order, to whoever waits. */
  private correlate(): void {
    for (let again = true; again;) {
      again = false;
      for (const it of this.messages) {
        if (it.taken || it.until <= this.now()) continue;
        const { name, correlationKey, variables } = it.message;
        if (STARTS.has(name)) {
          if (this.runs.some(run => run.caseId === correlationKey && !run.ended)) continue;
          it.taken = again = true;
          this.start(name, correlationKey, variables);
        } else {
          const wait = this.waits.find(each => each.on === name && each.correlationKey === correlationKey);
          if (!wait) continue;
          it.taken = again = true;
          if (wait.branch !== 'always') this.leave(wait);
          wait.next('message', variables);
        }
      }
    }
  }

  private leave(wait: Wait): void {
    this.waits = this.waits.filter(it => it.run !== wait.run || it.branch !== wait.branch);
  }

  private completeTask(key: string, variables: Variables): 'completed' | 'gone' {
    const task = this.tasks.get(key);
    if (task?.state !== 'created') return 'gone';
    task.state = 'completed';
    task.next(variables);
    this.onTask(task);
    this.correlate();
    return 'completed';
  }

  private completeJob(key: string, variables: Variables): void {
    const job = this.jobs.get(key);
    if (!job) return; // cancelled, or answered by a twin
    this.jobs.delete(key);
    job.next(JSON.parse(JSON.stringify(variables)) as Variables);
    this.correlate();
  }

  private failJob(key: string, { errorMessage, retries, retryBackOffMs }: { errorMessage: string; retries: number; retryBackOffMs: number }): void {
    const job = this.jobs.get(key);
    if (!job) return;
    Object.assign(job, { retries, takenBy: null, availableAt: this.now() + retryBackOffMs, incident: retries === 0 ? errorMessage : null });
  }

  private key(): string {
    return String(2_251_799_813_685_249 + this.keys++);
  }

  // ── the way of a case ──

  private start(name: string, caseId: string, said: Variables): void {
    const run: Run = { key: this.key(), caseId, attempt: Number(said['attempt'] ?? 1), variables: { ...said }, ended: false };
    this.runs.push(run);
    this.wait(run, 'always', { on: 'escalate', correlationKey: caseId }, () => this.escalate(run, 'manual'));
    this.wait(run, 'withdrawal', { on: 'application-withdrawn', correlationKey: caseId }, () => {
      this.cancel(run);
      this.job(run, 'withdraw-case', {}, () => this.end(run));
    });
    if (name === 'application-reopened') {
      this.keepWatch(run);
      return this.rethink(run);
    }
    this.job(run, 'register-application', {}, output => {
      Object.assign(run.variables, output);
      this.keepWatch(run);
      this.classify(run);
    });
  }

  /** The table is sure, the first time: what is the front office's own it answers by itself. */
  private classify(run: Run, said: Variables = { kind: run.variables['kind'], impact: 'one', urgency: 'medium', by: 'table' }): void {
    this.job(run, 'record-classification', said, output => {
      Object.assign(run.variables, output);
      const level1 = said['level1'] ?? run.variables['holder'] === run.variables['owner'];
      if (level1 === true) this.job(run, 'begin-first-line', {}, () => this.help(run));
      else this.handOver(run);
    });
  }

  /** A person classifies. */
  private rethink(run: Run): void {
    this.task(run, 'application', 'Task_Classify', 'classify', 'kac', 'kac-specialist', {}, ({ kind, impact, urgency, level1 }) =>
      this.classify(run, { kind, impact, urgency, level1, by: 'person' }),
    );
  }

  private help(run: Run): void {
    this.task(run, 'application', 'Task_FirstLineHelp', 'first-line-help', 'kac', 'kac-specialist', {}, said => {
      if (said['outcome'] === 'clarify') this.clarify(run, said, () => this.help(run));
      else if (said['outcome'] === 'hand-over') this.handOver(run);
      else this.inform(run);
    });
  }

  private handOver(run: Run): void {
    this.job(run, 'hand-over-case', {}, output => {
      Object.assign(run.variables, output);
      this.takeOver(run);
    });
  }

  private takeOver(run: Run): void {
    this.task(run, 'request', 'Task_TakeOver', 'take-over', String(run.variables['team']), 'specialist', {}, said => {
      if (said['outcome'] === 'clarify') this.clarify(run, said, () => this.takeOver(run));
      else if (said['outcome'] === 'return') this.job(run, 'return-case', {}, () => this.rethink(run));
      else this.job(run, 'accept-case', {}, () => this.answer(run));
    });
  }

  private answer(run: Run): void {
    this.task(run, 'request', 'Task_Answer', 'answer-request', String(run.variables['team']), 'specialist', {}, said => {
      if (said['outcome'] === 'clarify') this.clarify(run, said, () => this.answer(run));
      else this.job(run, 'tell-kac', { outcome: said['outcome'] === 'refuse' ? 'refused' : 'fulfilled' }, () => this.inform(run));
    });
  }

  private clarify(run: Run, { questionId }: Variables, back: () => void): void {
    this.job(run, 'ask-client', { questionId }, output => this.awaitAnswer(run, { questionId, ...output }, back));
  }

  private awaitAnswer(run: Run, { questionId, answerByAt, remindAt }: Variables, back: () => void): void {
    this.wait(run, 'question', { on: 'client-answered', correlationKey: String(questionId) }, () => this.job(run, 'record-answer', { questionId }, back));
    this.wait(run, 'question', { at: Date.parse(String(answerByAt)) }, () => this.job(run, 'expire-question', { questionId }, back));
    this.wait(run, 'question', { at: Date.parse(String(remindAt)) }, () =>
      this.job(run, 'remind-client', { questionId }, output => this.awaitAnswer(run, { questionId, answerByAt, remindAt: output['remindAt'] }, back)),
    );
  }

  private inform(run: Run): void {
    this.job(run, 'inform-result', {}, () =>
      this.job(run, 'ask-feedback', {}, () => {
        this.wait(run, 'feedback', { at: this.now() + FEEDBACK_MS }, () => this.close(run));
        this.wait(run, 'feedback', { on: 'feedback-given', correlationKey: run.caseId }, (_by, { disputed }) =>
          disputed === true ? this.dispute(run) : this.close(run),
        );
      }),
    );
  }

  private dispute(run: Run): void {
    this.task(run, 'application', 'Task_ReviewDispute', 'review-dispute', 'kac', 'kac-specialist', {}, ({ outcome }) => {
      if (outcome !== 'reopen') return this.close(run);
      this.job(run, 'reopen-case', {}, output => {
        Object.assign(run.variables, output);
        this.rethink(run);
      });
    });
  }

  private close(run: Run): void {
    this.job(run, 'close-case', {}, () => {
      this.cancel(run);
      this.end(run);
    });
  }

  /** The keeper: looks at the clock when its alarm rings or has moved, and goes on. Its timer is set when it begins to wait, as Zeebe does. */
  private keepWatch(run: Run): void {
    this.waits = this.waits.filter(it => it.run !== run || it.branch !== 'keeper');
    const at = Date.parse(String(run.variables['nextAlarmAt']));
    this.wait(run, 'keeper', { on: 'deadline-changed', correlationKey: run.caseId }, (_by, { nextAlarmAt }) => {
      run.variables['nextAlarmAt'] = nextAlarmAt;
      this.keepWatch(run);
    });
    this.wait(run, 'keeper', { at }, () =>
      this.job(run, 'check-deadline', {}, output => {
        run.variables['nextAlarmAt'] = output['nextAlarmAt'];
        if (output['alarm'] === 'missed') this.escalate(run, 'deadline');
        this.keepWatch(run);
      }),
    );
  }

  private escalate(run: Run, reasonKind: 'manual' | 'deadline'): void {
    this.job(run, 'record-escalation', { reasonKind }, ({ escalationId }) => {
      const team = String(run.variables['team'] ?? run.variables['owner']);
      this.task(run, 'application', 'Task_ManageEscalation', 'manage-escalation', team, 'team-lead', { escalationId }, () => {});
    });
  }

  private job(run: Run, type: string, said: Variables, next: (output: Variables) => void): void {
    if (run.ended) return;
    const key = this.key();
    const { caseId } = run;
    this.jobs.set(key, { key, type, run, variables: { ...said, caseId, attempt: run.attempt }, retries: 3, availableAt: this.now(), takenBy: null, incident: null, next });
  }

  private task(
    run: Run,
    processId: string,
    elementId: string,
    formId: string,
    team: string,
    role: string,
    variables: Variables,
    next: (output: Variables) => void,
  ): void {
    if (run.ended) return;
    const task: SimTask = { key: this.key(), run, processId, elementId, formId, team, role, variables, state: 'created', next };
    this.tasks.set(task.key, task);
    this.onTask(task);
  }

  private wait(
    run: Run,
    branch: string,
    { on = null, correlationKey = '', at = null }: Partial<Pick<Wait, 'on' | 'correlationKey' | 'at'>>,
    next: Wait['next'],
  ): void {
    if (!run.ended) this.waits.push({ run, branch, on, correlationKey, at, next });
  }

  private cancel(run: Run): void {
    for (const [key, job] of this.jobs) if (job.run === run) this.jobs.delete(key);
    this.waits = this.waits.filter(it => it.run !== run);
    for (const task of this.tasks.values()) {
      if (task.run !== run || task.state !== 'created') continue;
      task.state = 'canceled';
      this.onTask(task);
    }
  }

  private end(run: Run): void {
    this.cancel(run);
    run.ended = true;
    this.correlate();
  }
}
