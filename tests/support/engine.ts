import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { patiently } from '../../platform/engine-error.ts';
import { makeEngine, type Engine } from '../../platform/engine.ts';
import type { EngineJob } from '../../platform/engine-jobs.ts';
import { makeLogger } from '../../platform/logger.ts';
import { BusinessError, type Handler } from '../../processes/define-handler.ts';
import { loadProcesses, PROCESSES_ROOT, resourcesOf, type Process } from '../../processes/load.ts';
import { readModel } from '../../processes/model.ts';
import { buildCase, fakeDeps, type CaseFacts, type FakeAgencies, type KeptCase } from './case-file.ts';
import { makeJournalEvents, type JournalEvent } from './journal-events.ts';
import { DEFAULT_ANSWERS, NEVER } from './shared-jobs.ts';

type Variables = Record<string, any>;
type Answer = (variables: Variables) => Variables;
type Ran = { type: string; variables: Variables; output: Variables; instanceKey: string };

export type EngineOptions = {
  /** Agencies' systems, by id. */
  agencies?: FakeAgencies;
  /** What shared jobs answer instead of the default. */
  answers?: Record<string, Answer>;
  /** Folders with further processes. */
  roots?: string[];
  /** Job types this test works on by itself. */
  leave?: string[];
};

/** What a case starts with unless a test says otherwise. */
const START: Variables = {
  kind: 'service-request',
  serviceId: null,
  serviceCode: null,
  holder: 'vsaa',
  deliveryProcessId: null,
  channel: 'online',
  resultWay: 'e-account',
  takeOver: 'person',
  owner: 'kac',
  fromAgency: null,
  aboutHandling: false,
  attempt: 1,
};

const MINUTE_MS = 60_000;

export type TestEngine = ReturnType<typeof useEngine>;

/**
 * The real engine with a clock that tests move. Real diagrams, tables, forms and service handlers; agencies and shared jobs answer
 * what the test says. Waits for events of the journal, never for time to go by.
 */
export function useEngine(options: EngineOptions = {}) {
  const journal = makeJournalEvents();
  const cases = new Map<string, KeptCase>();
  const ran: Ran[] = [];
  const agencies: FakeAgencies = { ...options.agencies };
  const answers: Record<string, Answer> = { ...DEFAULT_ANSWERS, ...options.answers };
  const defaults = { agencies: { ...agencies }, answers: { ...answers } };
  let engine: Engine;

  const address = environment();
  const seen = () =>
    journal.events
      .slice(-40)
      .map(it => `${it.elementId || it.valueType}:${it.intent}`)
      .join(' ');
  const keep = (caseId: string) => cases.get(caseId) ?? cases.set(caseId, buildCase()).get(caseId)!;

  async function work(job: EngineJob, handler: Handler | undefined) {
    try {
      const output = handler ? await runHandler(handler, job.variables) : (answers[job.type]?.(job.variables) ?? {});
      ran.push({ type: job.type, variables: job.variables, output: output as Variables, instanceKey: job.processInstanceKey });
      journal.look();
      await job.complete(output as Variables);
    } catch (error) {
      const errorMessage = error instanceof Error ? error.message : String(error);
      if (error instanceof BusinessError) await job.error({ errorCode: error.code, errorMessage });
      else await job.fail({ errorMessage, retries: job.retries - 1, retryBackOffMs: 0 });
    }
  }

  async function runHandler(handler: Handler, variables: Variables) {
    const deps = fakeDeps(keep(String(variables['caseId'])), agencies);
    return handler.output.parse(await handler.run(handler.input.parse(variables), deps));
  }

  beforeAll(async () => {
    engine = makeEngine(address.engine, makeLogger('silent'));
    await journal.open(address.journalPort);
    const processes = await loadProcesses(PROCESSES_ROOT, ...(options.roots ?? []));
    for (const process of processes) await patiently(() => engine.deploy(resourcesOf(process)));
    const left = new Set(options.leave);
    for (const [type, handler] of await jobsOf(processes))
      if (!left.has(type)) engine.work({ type, maxJobs: 10, timeoutMs: 60_000, run: job => work(job, handler) });
  }, 60_000);

  afterAll(async () => {
    await engine?.close();
    await journal.close();
  });

  const clock = async (act: string, body?: object): Promise<number> => {
    const response = await fetch(
      `${address.monitoring}/actuator/clock${act}`,
      body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {},
    );
    if (!response.ok) throw new Error(`The engine's clock: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { epochMilli: number }).epochMilli;
  };

  return {
    /** Tests may replace one for a while; `reset` brings back what useEngine was given. */
    agencies,
    answers,
    reset(): void {
      Object.assign(agencies, defaults.agencies);
      for (const type of Object.keys(answers)) delete answers[type];
      Object.assign(answers, defaults.answers);
    },

    /** Starts a process that has no message start: a delivery process, by itself. */
    async start(processId: string, variables: Variables = {}, facts: CaseFacts = {}) {
      const caseId = randomUUID();
      cases.set(caseId, buildCase(facts));
      const rootKey = await engine.createInstance(processId, { caseId, team: 'vsaa', holder: 'vsaa', ...variables });
      return makeRun(caseId, rootKey);
    },

    /** Starts a case as the outbox does: by message `application-submitted`. */
    async submit(variables: Variables = {}, facts: CaseFacts = {}) {
      const caseId = randomUUID();
      cases.set(caseId, buildCase(facts));
      const start = { ...START, caseId, ...variables };
      await engine.publishMessage({ name: 'application-submitted', correlationKey: caseId, messageId: caseId, variables: start, timeToLiveMs: 60_000 });
      const first = await journal.until('the first job of the case', () => ran.find(it => it.variables['caseId'] === caseId), seen);
      return makeRun(caseId, first.instanceKey);
    },

    /** Starts a closed case again, as reopening does: another run, of the same case. */
    async reopen(caseId: string, variables: Variables = {}) {
      const isStart = (it: JournalEvent) => it.elementId === 'Start_Reopened' && it.intent === 'ELEMENT_ACTIVATED';
      const before = new Set(journal.events.filter(isStart));
      const start = { ...START, caseId, team: 'kac', attempt: 2, nextAlarmAt: NEVER, ...variables };
      await engine.publishMessage({ name: 'application-reopened', correlationKey: caseId, messageId: `${caseId}-2`, variables: start, timeToLiveMs: 60_000 });
      const begun = await journal.until('the case to start again', () => journal.events.find(it => isStart(it) && !before.has(it)), seen);
      return makeRun(caseId, begun.instanceKey);
    },

    publish: (name: string, correlationKey: string, variables: Variables = {}) =>
      engine.publishMessage({ name, correlationKey, messageId: randomUUID(), variables, timeToLiveMs: 3_600_000 }),

    now: async () => new Date(await clock('')),

    /** Moves the engine's clock on: "P10D", "PT1H". */
    passTime: async (duration: string) => void (await clock('/add', { offsetMilli: Temporal.Duration.from(duration).total('milliseconds') })),
  };

  /** One running process with all it calls. */
  function makeRun(caseId: string, rootKey: string) {
    const taken = new Set<JournalEvent>();
    const parents = () => new Map(journal.events.filter(it => it.parentKey && it.elementType === 'PROCESS').map(it => [it.instanceKey, it.parentKey!]));

    const mine = () => {
      const parentOf = parents();
      const isMine = (key: string): boolean => key === rootKey || (parentOf.has(key) && isMine(parentOf.get(key)!));
      return journal.events.filter(it => isMine(it.instanceKey));
    };
    const visited = () =>
      mine().flatMap(it => (it.valueType === 'PROCESS_INSTANCE' && it.intent === 'ELEMENT_ACTIVATED' && it.elementType !== 'PROCESS' ? [it.elementId] : []));
    const incidents = () => mine().flatMap(it => (it.valueType === 'INCIDENT' && it.intent === 'CREATED' ? [`${it.elementId}: ${it.message}`] : []));
    const path = () => [...visited(), ...incidents().map(it => `INCIDENT ${it}`)].join(' > ');

    /** The next event not taken before: waiting twice means two visits. */
    const next = async (what: string, wanted: (it: JournalEvent) => boolean) => {
      const found = await journal.until(what, () => mine().find(it => !taken.has(it) && wanted(it)), path);
      taken.add(found);
      return found;
    };

    return {
      caseId,
      kept: keep(caseId),
      /** Elements entered so far, in order. */
      visited,
      incidents,
      /** Jobs of a type that ran for this case, with what they were given and answered. */
      jobs: (type: string) => ran.filter(it => it.type === type && it.variables['caseId'] === caseId),

      /** Waits until a timer of this element stands at this minute, and is the only one; otherwise says at which it stands. */
      async armed(elementId: string, at: Date): Promise<void> {
        const standing = () => {
          const timers = mine().filter(it => it.valueType === 'TIMER' && it.elementId === elementId);
          const gone = new Set(timers.filter(it => it.intent !== 'CREATED').map(it => it.key));
          return timers.filter(it => it.intent === 'CREATED' && !gone.has(it.key)).map(it => Math.round(it.dueMs! / MINUTE_MS));
        };
        const wanted = Math.round(at.getTime() / MINUTE_MS);
        const seen = () => `timers at ${standing().map(minute => new Date(minute * MINUTE_MS).toISOString())}; wanted ${at.toISOString()}; ${path()}`;
        await journal.until(`a timer at ${elementId}`, () => (standing().length === 1 && standing()[0] === wanted ? true : undefined), seen);
      },

      /** Waits until a type of job has been done so often for this case. */
      did: async (type: string, times: number) =>
        void (await journal.until(
          `${type} ${times} times`,
          () => (ran.filter(it => it.type === type && it.variables['caseId'] === caseId).length >= times ? true : undefined),
          path,
        )),

      reaches: async (elementId: string) =>
        void (await next(elementId, it => it.valueType === 'PROCESS_INSTANCE' && it.intent === 'ELEMENT_ACTIVATED' && it.elementId === elementId)),

      fails: async (elementId: string) =>
        (await next(`an incident at ${elementId}`, it => it.valueType === 'INCIDENT' && it.intent === 'CREATED' && it.elementId === elementId)).message,

      /** Variables that are local to an element (its last visit), or to the whole process when none is named. */
      variables(elementId?: string): Variables {
        const visit = mine().findLast(it => it.valueType === 'PROCESS_INSTANCE' && it.intent === 'ELEMENT_ACTIVATED' && it.elementId === elementId);
        const scopeKey = elementId === undefined ? rootKey : visit?.key;
        const local = mine().flatMap(it => (it.variable && it.variable.scopeKey === scopeKey ? [it.variable] : []));
        return Object.fromEntries(local.map(it => [it.name, JSON.parse(it.value) as unknown]));
      },

      /** Waits for the task, then finishes it as the API does: with the routing facts only. */
      async completeTask(elementId: string, variables: Variables) {
        const task = await next(`task ${elementId}`, it => it.valueType === 'USER_TASK' && it.intent === 'CREATED' && it.elementId === elementId);
        // this visit has been waited for: `reaches` means the next one
        for (const it of mine()) if (it.intent === 'ELEMENT_ACTIVATED' && it.key === task.elementKey) taken.add(it);
        await engine.completeUserTask(task.userTaskKey!, variables);
      },

      /** The whole process has ended, by this end event. */
      async ends(endEventId: string) {
        await next(endEventId, it => it.valueType === 'PROCESS_INSTANCE' && it.intent === 'ELEMENT_COMPLETED' && it.elementId === endEventId);
        await next('the end of the process', it => it.instanceKey === rootKey && it.elementType === 'PROCESS' && it.intent === 'ELEMENT_COMPLETED');
      },
    };
  }
}

/** Every job type with the handler of its folder; shared ones have none here. */
async function jobsOf(processes: Process[]): Promise<Map<string, Handler | undefined>> {
  const models = await Promise.all(processes.map(it => readModel(it.bpmn)));
  const types = models.flatMap(model => [...model.elements.values()].flatMap(it => (it.jobType ? [it.jobType] : [])));
  const handlers = new Map(processes.flatMap(it => [...it.handlers]));
  return new Map(types.map(type => [type, handlers.get(type)]));
}

/** Addresses come from the runner (docker/local/test.ts). */
function environment() {
  const { ZEEBE_GRPC_ADDRESS, ZEEBE_REST_ADDRESS, ZEEBE_MONITORING_ADDRESS, ZEEBE_VERSION, JOURNAL_PORT } = process.env;
  if (!ZEEBE_GRPC_ADDRESS || !ZEEBE_REST_ADDRESS || !ZEEBE_MONITORING_ADDRESS || !JOURNAL_PORT)
    throw new Error('No engine: run `npm test -- process`, which starts one');
  const version: '8.5.8' | '8.6.0' = ZEEBE_VERSION === '8.6.0' ? '8.6.0' : '8.5.8';
  return {
    engine: { ZEEBE_GRPC_ADDRESS, ZEEBE_REST_ADDRESS, ZEEBE_VERSION: version },
    monitoring: ZEEBE_MONITORING_ADDRESS,
    journalPort: Number(JOURNAL_PORT),
  };
}
