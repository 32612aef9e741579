import type { JournalRecord, Passed } from '../journal/record.ts';
import { keyOrNull } from '../journal/record.ts';

/** An element that is entered and not left. `records`: what the projections must hear of it. */
export type Standing = {
  key: string;
  runKey: string;
  elementId: string;
  type: string;
  scopeKey: string;
  task: string | null;
  hasIncident: boolean;
  records: JournalRecord[];
};
/** A run of the new engine. */
export type Run = { key: string; processId: string; version: number; calledAt: string | null; records: JournalRecord[] };

/** Elements at which a token stays until somebody answers: a job, a person, a message, a timer, a called run. */
const STAYS = new Set([
  'SERVICE_TASK',
  'USER_TASK',
  'EVENT_BASED_GATEWAY',
  'INTERMEDIATE_CATCH_EVENT',
  'RECEIVE_TASK',
  'CALL_ACTIVITY',
  'SEND_TASK',
  'SCRIPT_TASK',
]);
const CONTAINERS = new Set(['SUB_PROCESS', 'EVENT_SUB_PROCESS']);
const PATIENCE_MS = 30_000;

export type Watch = ReturnType<typeof makeWatch>;

/** What the journal of the new engine says while cases are put back. */
export function makeWatch() {
  const standings = makeStandings();
  const { runs, calledAt, ended, inside } = standings;
  const positions = new Map<number, { position: bigint; at: number }>();
  const waiters = new Set<() => boolean>();

  function take(records: (JournalRecord | Passed)[]): void {
    for (const record of records) {
      const seen = positions.get(record.partitionId);
      if (seen && record.position <= seen.position) continue;
      positions.set(record.partitionId, { position: record.position, at: Math.max(seen?.at ?? 0, record.value ? record.timestamp : 0) });
      if (record.value) standings.apply(record);
    }
    for (const isDone of [...waiters]) if (isDone()) waiters.delete(isDone);
  }

  /** Waits for the journal to say something. @throws Error when it does not in half a minute. */
  async function until<T>(what: string, find: () => T | undefined): Promise<T> {
    const found = find();
    if (found !== undefined) return found;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const look = () => {
      const now = find();
      if (now !== undefined) resolve(now);
      return now !== undefined;
    };
    waiters.add(look);
    const timer = setTimeout(() => {
      waiters.delete(look);
      reject(new Error(`the engine's journal does not say in time: ${what}`));
    }, PATIENCE_MS);
    return promise.finally(() => clearTimeout(timer));
  }

  return {
    take,
    until,
    positions,
    runs,
    /** What stands in a run, containers too. */
    inside,
    /** The run that was called at an element. */
    calledAt: (elementKey: string) => until(`run called at ${elementKey}`, () => calledAt.get(elementKey)),
    /** The same, if it has been heard of. */
    calledNow: (elementKey: string) => calledAt.get(elementKey),
    /** What a run has come to by itself, once it has come to rest. */
    restingIn: (runKey: string) =>
      until(`rest of run ${runKey}`, () => {
        const all = inside(runKey).filter(it => !CONTAINERS.has(it.type));
        return all.length > 0 && all.every(it => STAYS.has(it.type) || it.hasIncident) ? all : undefined;
      }),
    hasEnded: (runKey: string) => ended.has(runKey),
  };
}

/** What stands in the engine, record by record: only what stands now is kept, so that it fits into memory. */
function makeStandings() {
  const runs = new Map<string, Run>();
  const standing = new Map<string, Standing>();
  const inRun = new Map<string, Set<Standing>>();
  const calledAt = new Map<string, Run>();
  const ended = new Set<string>();

  function apply(record: JournalRecord): void {
    const { value, valueType, intent, key } = record;
    if (valueType === 'PROCESS_INSTANCE') return value['bpmnElementType'] === 'PROCESS' ? applyRun(record) : applyElement(record);
    if (valueType === 'USER_TASK' && intent === 'CREATED') return keep(String(value['elementInstanceKey']), record, it => (it.task = key));
    if (valueType === 'VARIABLE') return keep(String(value['scopeKey']), record, () => {});
    if (valueType === 'INCIDENT') return keep(String(value['elementInstanceKey']), record, it => (it.hasIncident = intent === 'CREATED'));
  }

  function keep(key: string, record: JournalRecord, change: (it: Standing) => void): void {
    const it = standing.get(key);
    if (it) change(it);
    (it ?? runs.get(key))?.records.push(record);
  }

  function applyRun(record: JournalRecord): void {
    const { value, intent, key } = record;
    if (intent === 'ELEMENT_ACTIVATING') {
      const run = {
        key,
        processId: String(value['bpmnProcessId']),
        version: Number(value['version']),
        calledAt: keyOrNull(value['parentElementInstanceKey']),
        records: [record],
      };
      runs.set(key, run);
      inRun.set(key, new Set());
      if (run.calledAt) calledAt.set(run.calledAt, run);
    } else if (hasLeft(intent)) {
      const run = runs.get(key);
      if (run?.calledAt) calledAt.delete(run.calledAt);
      runs.delete(key);
      inRun.delete(key);
      ended.add(key);
    }
  }

  function applyElement(record: JournalRecord): void {
    const { value, intent, key } = record;
    const runKey = String(value['processInstanceKey']);
    if (intent === 'ELEMENT_ACTIVATING') {
      const [elementId, type, scopeKey] = [String(value['elementId']), String(value['bpmnElementType']), String(value['flowScopeKey'])];
      const it: Standing = { key, runKey, elementId, type, scopeKey, task: null, hasIncident: false, records: [record] };
      standing.set(key, it);
      inRun.get(runKey)?.add(it);
    } else if (hasLeft(intent)) {
      const it = standing.get(key);
      standing.delete(key);
      if (it) inRun.get(runKey)?.delete(it);
    }
  }

  return { apply, runs, calledAt, ended, inside: (runKey: string): Standing[] => [...(inRun.get(runKey) ?? [])] };
}

const hasLeft = (intent: string): boolean => intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED';
