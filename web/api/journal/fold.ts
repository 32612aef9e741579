import { keyOrNull, type JournalRecord } from './record.ts';

/** `attempt`: 1, and one more for each time the case was opened again. */
export type Start = { key: string; caseId: string; processId: string; attempt: number; at: string };
export type Run = { key: string; parentKey: string | null; processId: string; version: number; at: string };
export type RunEnd = { key: string; at: string; terminated: boolean };
export type Entered = {
  key: string;
  runKey: string;
  processId: string;
  version: number;
  elementId: string;
  type: string;
  at: string;
  leftAt: string | null;
  state: string;
  variables: Facts | null;
  scopeKey: string | null;
};
export type Left = { key: string; runKey: string; leftAt: string; state: string };
export type Facts = Record<string, unknown>;
export type TaskMade = {
  key: string;
  runKey: string;
  elementKey: string;
  processId: string;
  version: number;
  elementId: string;
  formKey: string | null;
  team: string | null;
  at: string;
};
export type TaskEnd = { key: string; runKey: string; state: 'completed' | 'cancelled'; at: string; outcome: string | null };
export type Incident = {
  key: string;
  runKey: string;
  jobKey: string | null;
  processId: string;
  elementId: string;
  errorType: string;
  message: string;
  at: string;
};
export type IncidentEnd = { key: string; runKey: string; at: string };

/** What a batch of the journal changes, each thing once however often the batch speaks of it. */
export type Changes = {
  starts: Start[];
  runs: Run[];
  runEnds: RunEnd[];
  entered: Map<string, Entered>;
  left: Left[];
  /** Facts of each run's own scope. */
  runFacts: Map<string, Facts>;
  /** Facts of scopes that were entered in an earlier batch, by element instance. */
  facts: Map<string, { runKey: string; facts: Facts }>;
  tasks: TaskMade[];
  taskEnds: TaskEnd[];
  incidents: Incident[];
  incidentEnds: IncidentEnd[];
};

/** Every case starts by a message whose correlation key is the case id (ARCHITECTURE §1). */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Folds records, in their order, into what they change. Pure: what is unknown to us is left out by the writer. */
export function fold(records: JournalRecord[]): Changes {
  const changes: Changes = {
    starts: [],
    runs: [],
    runEnds: [],
    entered: new Map(),
    left: [],
    runFacts: new Map(),
    facts: new Map(),
    tasks: [],
    taskEnds: [],
    incidents: [],
    incidentEnds: [],
  };
  for (const record of records) FOLDS[record.valueType]?.(changes, record);
  return changes;
}

const FOLDS: Record<string, ((changes: Changes, record: JournalRecord) => void) | undefined> = {
  MESSAGE_START_EVENT_SUBSCRIPTION: foldStart,
  PROCESS_INSTANCE: foldElement,
  VARIABLE: foldVariable,
  USER_TASK: foldTask,
  INCIDENT: foldIncident,
};

const at = (record: JournalRecord): string => new Date(record.timestamp).toISOString();
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function foldStart({ starts }: Changes, record: JournalRecord): void {
  const key = keyOrNull(record.value['processInstanceKey']);
  const caseId = text(record.value['correlationKey']);
  if (record.intent !== 'CORRELATED' || !key || !UUID.test(caseId)) return;
  const attempt = Number((record.value['variables'] as Facts | undefined)?.['attempt'] ?? 1);
  starts.push({ key, caseId, processId: text(record.value['bpmnProcessId']), attempt: Number.isSafeInteger(attempt) ? attempt : 1, at: at(record) });
}

function foldElement(changes: Changes, record: JournalRecord): void {
  const { value, key, intent } = record;
  const isProcess = value['bpmnElementType'] === 'PROCESS';
  if (intent === 'ELEMENT_ACTIVATING') return isProcess ? enterRun(changes, record) : enterElement(changes, record);
  if (intent !== 'ELEMENT_COMPLETED' && intent !== 'ELEMENT_TERMINATED') return;
  const terminated = intent === 'ELEMENT_TERMINATED';
  if (isProcess) return void changes.runEnds.push({ key, at: at(record), terminated });

  const leftAt = at(record);
  const state = terminated ? 'terminated' : 'completed';
  const entered = changes.entered.get(key);
  if (entered) Object.assign(entered, { leftAt, state });
  else changes.left.push({ key, runKey: text(value['processInstanceKey']), leftAt, state });
}

function enterRun({ runs }: Changes, record: JournalRecord): void {
  const { value, key } = record;
  runs.push({
    key,
    parentKey: keyOrNull(value['parentProcessInstanceKey']),
    processId: text(value['bpmnProcessId']),
    version: Number(value['version']),
    at: at(record),
  });
}

function enterElement({ entered }: Changes, record: JournalRecord): void {
  const { value, key } = record;
  const [runKey, scope] = [text(value['processInstanceKey']), text(value['flowScopeKey'])];
  entered.set(key, {
    key,
    runKey,
    processId: text(value['bpmnProcessId']),
    version: Number(value['version']),
    elementId: text(value['elementId']),
    type: text(value['bpmnElementType']),
    at: at(record),
    leftAt: null,
    state: 'active',
    variables: null,
    scopeKey: scope === runKey ? null : scope,
  });
}

/** Elements whose own facts are kept: what a diagram maps into a user task, and what an event brought into its subprocess. */
const WITH_FACTS = new Set(['USER_TASK', 'EVENT_SUB_PROCESS', 'SUB_PROCESS']);

/** Facts of a run are kept to begin it anew from (decision record 0034); those of a user task are shown. They come before the task. */
function foldVariable({ entered, facts, runFacts }: Changes, { value }: JournalRecord): void {
  const scope = text(value['scopeKey']);
  const runKey = text(value['processInstanceKey']);
  const element = entered.get(scope);
  if (element && !WITH_FACTS.has(element.type)) return;
  const fact = { [text(value['name'])]: JSON.parse(text(value['value']) || 'null') as unknown };
  if (scope === runKey) return void runFacts.set(runKey, { ...runFacts.get(runKey), ...fact });
  if (element) element.variables = { ...element.variables, ...fact };
  else facts.set(scope, { runKey, facts: { ...facts.get(scope)?.facts, ...fact } });
}

function foldTask({ tasks, taskEnds }: Changes, record: JournalRecord): void {
  const { value, key, intent } = record;
  const runKey = text(value['processInstanceKey']);
  if (intent === 'CREATED') {
    const [team = null] = value['candidateGroupsList'] as string[];
    tasks.push({
      key,
      runKey,
      elementKey: text(value['elementInstanceKey']),
      processId: text(value['bpmnProcessId']),
      version: Number(value['processDefinitionVersion']),
      elementId: text(value['elementId']),
      formKey: keyOrNull(value['formKey']),
      team,
      at: at(record),
    });
  }
  const { outcome } = (value['variables'] ?? {}) as { outcome?: unknown };
  if (intent === 'COMPLETED') taskEnds.push({ key, runKey, state: 'completed', at: at(record), outcome: typeof outcome === 'string' ? outcome : null });
  if (intent === 'CANCELED') taskEnds.push({ key, runKey, state: 'cancelled', at: at(record), outcome: null });
}

function foldIncident({ incidents, incidentEnds }: Changes, record: JournalRecord): void {
  const { value, key, intent } = record;
  const runKey = text(value['processInstanceKey']);
  if (intent === 'RESOLVED') incidentEnds.push({ key, runKey, at: at(record) });
  if (intent !== 'CREATED') return;
  incidents.push({
    key,
    runKey,
    jobKey: keyOrNull(value['jobKey']),
    processId: text(value['bpmnProcessId']),
    elementId: text(value['elementId']),
    errorType: text(value['errorType']),
    message: text(value['errorMessage']).slice(0, 2000),
    at: at(record),
  });
}
