import type { PendingQuery, Row, TransactionSql } from 'postgres';
import type { Logger } from '../../../platform/logger.ts';
import type { ProcessModel } from '../../../processes/model.ts';
import type { Changes, TaskMade } from './fold.ts';

/** Diagrams by process and version, to name tasks. */
export type Models = { of(processId: string, version: number): Promise<ProcessModel | undefined> };
type WriteDeps = { models: Models; log: Logger };
type Tx = TransactionSql;
/** Not sent yet. */
type Statement = PendingQuery<Row[]>;
/** Case of each process run that is ours. */
type Cases = Map<string, string>;

/**
 * Writes what a batch changes, and tells whoever looks at the cases concerned: a few statements, however many records, most of them sent at once,
 * because the engine waits for us. Each can be repeated: what is there already stays. Runs that belong to no case of ours are left out.
 */
export async function write(tx: Tx, changes: Changes, deps: WriteDeps): Promise<void> {
  const touched = new Set(await writeStarts(tx, changes, deps));
  const cases = await casesOf(tx, changes);
  const called = changes.runs.flatMap(run => {
    const caseId = run.parentKey && cases.get(run.parentKey);
    if (caseId) cases.set(run.key, caseId); // a run comes after the one that calls it
    return caseId ? [{ ...run, caseId }] : [];
  });
  const ours = <T extends { runKey: string }>(rows: Iterable<T>): (T & { caseId: string })[] =>
    [...rows].flatMap(row => {
      const caseId = cases.get(row.runKey);
      if (caseId) touched.add(caseId);
      return caseId ? [{ ...row, caseId }] : [];
    });
  for (const { key } of [...called, ...changes.runEnds]) {
    const caseId = cases.get(key);
    if (caseId) touched.add(caseId);
  }

  await sendAll([
    ...runs(tx, changes, called),
    ...elements(tx, {
      entered: ours(changes.entered.values()),
      left: ours(changes.left),
      facts: ours([...changes.facts].map(([key, it]) => ({ key, ...it }))),
    }),
    ...runFacts(
      tx,
      [...changes.runFacts].map(([runKey, facts]) => ({ runKey, facts })),
      changes.runEnds.map(it => it.key),
    ),
    ...tasks(tx, { made: await describeTasks(ours(changes.tasks), deps), ended: ours(changes.taskEnds) }),
    ...incidents(tx, { made: ours(changes.incidents), ended: ours(changes.incidentEnds) }),
    ...(touched.size > 0 ? [tx`SELECT notify_case(id) FROM unnest(${[...touched]}::uuid[]) AS id`] : []),
  ]);
}

/** Sends all without waiting in between; PostgreSQL does them in this order. @throws what the first that failed was refused for. */
async function sendAll(statements: Statement[]): Promise<void> {
  const ends = await Promise.allSettled(statements.map(it => it.execute()));
  // those after it only say that the transaction is over
  const failed = ends.find(it => it.status === 'rejected');
  if (failed) throw failed.reason;
}

function* runs(tx: Tx, changes: Changes, called: object[]): Generator<Statement> {
  const roots = changes.runs.filter(run => !run.parentKey);
  if (roots.length > 0)
    yield tx`UPDATE process_run r SET version = x.version FROM jsonb_to_recordset(${json(tx, roots)}) AS x(key text, version int) WHERE r.key = x.key AND r.version <> x.version`;
  if (called.length > 0)
    yield tx`
      INSERT INTO process_run (key, case_id, parent_key, process_id, version, started_at)
      SELECT key, "caseId", "parentKey", "processId", version, at
      FROM jsonb_to_recordset(${json(tx, called)}) AS x(key text, "caseId" uuid, "parentKey" text, "processId" text, version int, at timestamptz)
      ON CONFLICT DO NOTHING`;
  if (changes.runEnds.length > 0)
    yield tx`
      UPDATE process_run r SET ended_at = x.at, terminated = x.terminated
      FROM jsonb_to_recordset(${json(tx, changes.runEnds)}) AS x(key text, at timestamptz, terminated boolean) WHERE r.key = x.key AND r.ended_at IS NULL`;
}

/**
 * The first start of each attempt at a case counts. A second one would be the engine's or the outbox's fault: somebody must look.
 * Answers the cases that have begun.
 */
async function writeStarts(tx: Tx, { starts }: Changes, { log }: WriteDeps): Promise<string[]> {
  if (starts.length === 0) return [];
  const made = await tx<{ key: string }[]>`
    INSERT INTO process_run (key, case_id, process_id, version, attempt, started_at)
    SELECT x.key, c.id, x."processId", 0, x.attempt, x.at
    FROM jsonb_to_recordset(${json(tx, starts)}) AS x(key text, "caseId" uuid, "processId" text, attempt int, at timestamptz) JOIN "case" c ON c.id = x."caseId"
    ON CONFLICT DO NOTHING RETURNING key`;
  const first = await tx<{ caseId: string }[]>`
    UPDATE "case" c SET started_at = x.at FROM jsonb_to_recordset(${json(tx, starts)}) AS x("caseId" uuid, at timestamptz)
    WHERE c.id = x."caseId" AND c.started_at IS NULL RETURNING c.id AS "caseId"`;

  const begun = first.map(it => it.caseId);
  const twice = starts.filter(start => !made.some(it => it.key === start.key));
  if (twice.length === 0) return begun;
  const others = await tx<{ key: string; caseId: string }[]>`
    SELECT x.key, x."caseId" FROM jsonb_to_recordset(${json(tx, twice)}) AS x(key text, "caseId" uuid, attempt int)
    JOIN process_run r ON r.case_id = x."caseId" AND r.attempt = x.attempt AND r.parent_key IS NULL AND r.key <> x.key`;
  for (const { key, caseId } of others) log.error({ caseId, runKey: key }, 'a case was started twice; the second run is not shown');
  return begun;
}

async function casesOf(tx: Tx, changes: Changes): Promise<Cases> {
  const spoken = [changes.entered.values(), changes.left, changes.facts.values(), changes.tasks, changes.taskEnds, changes.incidents, changes.incidentEnds];
  const keys = new Set([
    ...spoken.flatMap(rows => [...rows].map(row => row.runKey)),
    ...changes.runs.flatMap(run => [run.key, run.parentKey ?? run.key]),
    ...changes.runEnds.map(end => end.key),
  ]);
  if (keys.size === 0) return new Map();
  const rows = await tx<{ key: string; caseId: string }[]>`SELECT key, case_id AS "caseId" FROM process_run WHERE key = ANY(${[...keys]})`;
  return new Map(rows.map(row => [row.key, row.caseId]));
}

function* elements(tx: Tx, { entered, left, facts }: { entered: object[]; left: object[]; facts: object[] }): Generator<Statement> {
  if (entered.length > 0)
    yield tx`
      INSERT INTO element_timing (key, case_id, run_key, process_id, version, element_id, type, entered_at, left_at, state, variables, scope_key)
      SELECT key, "caseId", "runKey", "processId", version, "elementId", type, at, "leftAt", state, variables, "scopeKey"
      FROM jsonb_to_recordset(${json(tx, entered)}) AS x(key text, "caseId" uuid, "runKey" text, "processId" text, version int, "elementId" text, type text,
        at timestamptz, "leftAt" timestamptz, state text, variables jsonb, "scopeKey" text)
      ON CONFLICT (key) DO NOTHING`;
  if (left.length > 0)
    yield tx`
      UPDATE element_timing e SET left_at = x."leftAt", state = x.state
      FROM jsonb_to_recordset(${json(tx, left)}) AS x(key text, "leftAt" timestamptz, state text) WHERE e.key = x.key AND e.left_at IS NULL`;
  if (facts.length > 0)
    yield tx`
      UPDATE element_timing e SET variables = coalesce(e.variables, '{}') || x.facts
      FROM jsonb_to_recordset(${json(tx, facts)}) AS x(key text, facts jsonb) WHERE e.key = x.key AND e.type IN ('USER_TASK', 'EVENT_SUB_PROCESS', 'SUB_PROCESS')`;
}

/** Kept by themselves: a called run's come before the run. Nobody begins a run anew that has ended, with all it had called. */
function* runFacts(tx: Tx, facts: object[], ended: string[]): Generator<Statement> {
  if (facts.length > 0)
    yield tx`
      INSERT INTO run_facts AS f (run_key, facts) SELECT "runKey", facts FROM jsonb_to_recordset(${json(tx, facts)}) AS x("runKey" text, facts jsonb)
      ON CONFLICT (run_key) DO UPDATE SET facts = f.facts || excluded.facts`;
  if (ended.length > 0)
    yield tx`
      WITH RECURSIVE whole AS (
        SELECT key, case_id FROM process_run WHERE key = ANY(${ended}) AND parent_key IS NULL
        UNION ALL SELECT r.key, r.case_id FROM whole w JOIN process_run r ON r.case_id = w.case_id AND r.parent_key = w.key)
      DELETE FROM run_facts f USING whole WHERE f.run_key = whole.key`;
}

/** Titles, role, level and form come from the diagram of the version the case runs on. */
async function describeTasks(made: (TaskMade & { caseId: string })[], { models, log }: WriteDeps) {
  return Promise.all(
    made.map(async task => {
      const element = (await models.of(task.processId, task.version))?.elements.get(task.elementId);
      if (!element) log.warn({ processId: task.processId, version: task.version, elementId: task.elementId }, 'task of a diagram we do not know');
      const { role = 'specialist', level = '2', team, act = '' } = element?.properties ?? {};
      const title = element?.title ?? { lv: task.elementId, en: task.elementId };
      return {
        ...task,
        titleLv: title.lv,
        titleEn: title.en,
        act,
        role,
        level: Number(level) || 2,
        formId: element?.formId ?? null,
        team: task.team ?? team ?? null,
      };
    }),
  );
}

/** Tasks the engine has made, and those it has ended. Who must not do one is said here: four eyes, and complaints. */
function* tasks(tx: Tx, { made, ended }: { made: object[]; ended: object[] }): Generator<Statement> {
  if (made.length > 0)
    yield tx`
      INSERT INTO task (key, case_id, run_key, process_id, version, element_id, title_lv, title_en, form_id, form_key, team, role, level, variables, not_for, created_at)
      SELECT x.key, "caseId", "runKey", "processId", x.version, "elementId", "titleLv", "titleEn", "formId", "formKey", coalesce(x.team, c.team, c.owner), role, x.level,
        coalesce((SELECT e.variables FROM element_timing e WHERE e.key = x."elementKey"), '{}'),
        CASE WHEN x.act = 'decision-confirmation' THEN ARRAY(SELECT d.proposed_by FROM proposed_decision d WHERE d.case_id = c.id AND d.state = 'open')
          WHEN x.act = 'change-decision' THEN ARRAY(SELECT h.assessed_by FROM change h WHERE h.case_id = c.id AND h.assessed_by IS NOT NULL)
          WHEN x.act = 'escalation-decision' THEN ARRAY(
            SELECT unnest(k.complained_of) FROM element_timing e JOIN escalation s ON s.id::text = e.variables ->> 'escalationId' JOIN "case" k ON k.id = s.linked_case_id
            WHERE e.key = x."elementKey")
          ELSE '{}' END, at
      FROM jsonb_to_recordset(${json(tx, made)}) AS x(key text, "caseId" uuid, "runKey" text, "processId" text, version int, "elementId" text, "titleLv" text, "titleEn" text,
        "formId" text, "formKey" text, team text, role text, level int, act text, "elementKey" text, at timestamptz) JOIN "case" c ON c.id = x."caseId"
      ON CONFLICT (key) DO NOTHING`;
  // a complaint about the only lead there is decided by the lead of the front office
  if (made.length > 0)
    yield tx`
      UPDATE task t SET team = c.owner
      FROM jsonb_to_recordset(${json(tx, made)}) AS x(key text, act text), "case" c
      WHERE x.act = 'escalation-decision' AND t.key = x.key AND c.id = t.case_id AND cardinality(t.not_for) > 0 AND NOT EXISTS (
        SELECT 1 FROM user_account u WHERE u.agency_id = t.team AND 'team-lead' = ANY(u.roles) AND u.id <> ALL(t.not_for))`;
  if (ended.length > 0)
    yield tx`
      UPDATE task t SET state = x.state, completed_at = coalesce(t.completed_at, x.at), outcome = coalesce(t.outcome, x.outcome), row_version = t.row_version + 1
      FROM jsonb_to_recordset(${json(tx, ended)}) AS x(key text, state text, at timestamptz, outcome text)
      WHERE t.key = x.key AND t.state IN ('open', 'completing')`;
}

function* incidents(tx: Tx, { made, ended }: { made: object[]; ended: object[] }): Generator<Statement> {
  if (made.length > 0)
    yield tx`
      INSERT INTO engine_incident (key, case_id, job_key, process_id, element_id, error_type, message, created_at)
      SELECT key, "caseId", "jobKey", "processId", "elementId", "errorType", message, at
      FROM jsonb_to_recordset(${json(tx, made)}) AS x(key text, "caseId" uuid, "jobKey" text, "processId" text, "elementId" text, "errorType" text, message text, at timestamptz)
      ON CONFLICT (key) DO NOTHING`;
  if (ended.length > 0)
    yield tx`
      UPDATE engine_incident i SET resolved_at = x.at FROM jsonb_to_recordset(${json(tx, ended)}) AS x(key text, at timestamptz) WHERE i.key = x.key AND i.resolved_at IS NULL`;
  if (made.length + ended.length > 0) yield tx`SELECT pg_notify('pietura_operations', '')`;
}

/** As `write` does it, of tasks alone. */
export const writeTasks = (tx: Tx, changed: { made: object[]; ended: object[] }): Promise<void> => sendAll([...tasks(tx, changed)]);

const json = (tx: Tx, rows: object[]) => tx`${tx.json(rows as never)}::jsonb`;
