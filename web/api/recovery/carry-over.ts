import type { TransactionSql } from 'postgres';
import type { Sql } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { fold } from '../journal/fold.ts';
import { write, type Models } from '../journal/write.ts';
import type { Moved, OpenTask, Pairing } from './pairs.ts';
import type { Placed } from './place.ts';
import type { Watch } from './watch.ts';

type Tx = TransactionSql;
export type Carrying = {
  life: number;
  at: Date;
  placed: Placed[][];
  /** Runs that had been begun and of which nothing more had been heard: their message begins them again. */
  notBegun: string[];
  pair(tasks: OpenTask[], placed: Placed[]): Pairing;
  positions: Watch['positions'];
  report: Record<string, unknown>;
};
type Deps = { sql: Sql; models: Models; log: Logger };

const AT_ONCE = 500;
/** The engine cuts its times to milliseconds, PostgreSQL rounds them. */
const WITHIN = '2 milliseconds';

/**
 * Puts the new engine's keys where the lost one's were, in one transaction: before it, nothing has happened; after it, the programs may
 * start. Work of people (assignments, drafts, notes) stays with its task; finished tasks, effects and messages that the lost engine had
 * been told of and nobody heard of are told again.
 */
export async function carryOver(deps: Deps, it: Carrying): Promise<void> {
  const { sql, models, log } = deps;
  await sql.begin(async tx => {
    await tx`SET LOCAL idle_in_transaction_session_timeout = 0`;
    await markUnheard(tx);
    await tx`DELETE FROM process_run WHERE key = ANY(${it.notBegun})`;
    await sayAgain(tx);
    // of the engine that is gone; what is still wrong is found anew
    await tx`UPDATE engine_incident SET resolved_at = ${it.at} WHERE resolved_at IS NULL`;
    await tx`CREATE TEMP TABLE moved (kind text, case_id uuid, old text, new text) ON COMMIT DROP`;
    const records = [];
    for (let from = 0; from < it.placed.length; from += AT_ONCE) {
      const { moved, records: some } = await pairing(tx, it, it.placed.slice(from, from + AT_ONCE));
      records.push(...some);
      await tx`INSERT INTO moved SELECT kind, "caseId", old, new FROM jsonb_to_recordset(${tx.json(moved)}::jsonb) AS x(kind text, "caseId" uuid, old text, new text)`;
    }
    await tx`CREATE INDEX ON moved (old)`;
    await tx`CREATE INDEX ON moved (case_id)`;
    await tx`ANALYZE moved`;
    await moveRuns(tx, it.at);
    await moveTasks(tx, it.at);
    for (const some of records) await write(tx, fold(some), { models, log });
    await finishAgain(tx);
    await tx`DELETE FROM journal_position`;
    for (const [partition, { position, at }] of it.positions)
      await tx`INSERT INTO journal_position (partition, position, at) VALUES (${partition}, ${String(position)}, ${new Date(at)})`;
    await tx`INSERT INTO engine_life (life, began_at, report) VALUES (${it.life}, ${it.at}, ${tx.json(it.report as never)})`;
  });
}

/** Effects of steps that had not been left, as far as anybody has heard: the job there is answered with them, not done again. */
const markUnheard = (tx: Tx) => tx`
  UPDATE job_effect e SET unheard = true
  WHERE e.case_id IN (SELECT case_id FROM process_run WHERE ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM element_timing t WHERE t.key = e.element_key AND t.left_at IS NOT NULL)`;

/** Messages after which nothing has been heard of their case. With their old numbers: each case hears them in order, before what waits. */
const sayAgain = (tx: Tx) => tx`
  INSERT INTO outbox (id, case_id, command, payload, created_at)
  SELECT m.id, m.case_id, 'publish-message', m.payload, m.sent_at
  FROM message_sent m JOIN "case" c ON c.id = m.case_id
  WHERE (c.closed_at IS NULL OR EXISTS (SELECT 1 FROM process_run r WHERE r.case_id = m.case_id AND r.ended_at IS NULL))
    AND m.sent_at + coalesce((m.payload ->> 'timeToLiveMs')::bigint, 604800000) * interval '1 millisecond' > now()
    AND NOT EXISTS (SELECT 1 FROM process_run r WHERE r.case_id = m.case_id AND r.started_at >= m.sent_at - ${WITHIN}::interval)
    AND NOT EXISTS (SELECT 1 FROM element_timing e WHERE e.case_id = m.case_id AND (e.entered_at >= m.sent_at - ${WITHIN}::interval OR e.left_at >= m.sent_at - ${WITHIN}::interval))
  ON CONFLICT (id) DO NOTHING`;

async function pairing(tx: Tx, it: Carrying, placed: Placed[][]): Promise<{ moved: Moved[]; records: Pairing['records'][] }> {
  const caseIds = placed.flatMap(runs => runs.slice(0, 1).map(run => run.plan.caseId));
  const tasks = await tx<OpenTask[]>`
    SELECT key, case_id AS "caseId", run_key AS "runKey", element_id AS "elementId" FROM task
    WHERE case_id = ANY(${caseIds}::uuid[]) AND state IN ('open', 'completing') ORDER BY created_at, key`;
  const ofCase = Map.groupBy([...tasks], task => task.caseId);
  const pairings = placed.map(runs => it.pair(ofCase.get(runs[0]?.plan.caseId ?? '') ?? [], runs));
  return { moved: pairings.flatMap(one => one.moved), records: [pairings.flatMap(one => one.records)] };
}

async function moveRuns(tx: Tx, at: Date): Promise<void> {
  await tx`UPDATE process_run r SET key = m.new FROM moved m WHERE m.kind = 'run' AND r.key = m.old`;
  await tx`UPDATE run_facts f SET run_key = m.new FROM moved m WHERE m.kind = 'run' AND f.run_key = m.old`;
  await tx`UPDATE process_run r SET parent_key = m.new FROM moved m WHERE m.kind = 'run' AND r.case_id = m.case_id AND r.parent_key = m.old`;
  await tx`
    UPDATE process_run r SET ended_at = ${at}, terminated = true
    WHERE r.ended_at IS NULL AND r.case_id IN (SELECT case_id FROM moved) AND NOT EXISTS (SELECT 1 FROM moved m WHERE m.kind = 'run' AND m.new = r.key)`;
  // ended as far as we had heard, and begun once more for those who had called it and had not
  await tx`UPDATE process_run r SET ended_at = NULL FROM moved m WHERE m.kind = 'run' AND r.key = m.new AND r.ended_at IS NOT NULL`;
  await tx`UPDATE element_timing e SET run_key = m.new FROM moved m WHERE m.kind = 'run' AND e.case_id = m.case_id AND e.run_key = m.old`;
  await tx`UPDATE element_timing e SET scope_key = m.new FROM moved m WHERE m.kind = 'element' AND e.case_id = m.case_id AND e.scope_key = m.old`;
  await tx`UPDATE element_timing e SET key = m.new FROM moved m WHERE m.kind = 'element' AND e.key = m.old`;
  await tx`
    UPDATE element_timing e SET left_at = ${at}, state = 'terminated'
    WHERE e.left_at IS NULL AND e.case_id IN (SELECT case_id FROM moved) AND NOT EXISTS (SELECT 1 FROM moved m WHERE m.kind = 'element' AND m.new = e.key)`;
}

async function moveTasks(tx: Tx, at: Date): Promise<void> {
  await tx`UPDATE task t SET run_key = m.new FROM moved m WHERE m.kind = 'run' AND t.case_id = m.case_id AND t.run_key = m.old`;
  // notes about handing over follow by their reference
  await tx`UPDATE task t SET key = m.new FROM moved m WHERE m.kind = 'task' AND t.key = m.old`;
  for (const table of ['case_form', 'decision', 'proposed_decision', 'instruction', 'staff_notice'])
    await tx`UPDATE ${tx(table)} it SET task_key = m.new FROM moved m WHERE m.kind = 'task' AND it.task_key = m.old`;
  await tx`UPDATE draft d SET subject = 'task:' || m.new FROM moved m WHERE m.kind = 'task' AND d.subject = 'task:' || m.old`;
  await tx`
    UPDATE outbox o SET payload = jsonb_set(o.payload, '{taskKey}', to_jsonb(m.new)) FROM moved m
    WHERE m.kind = 'task' AND o.command = 'complete-task' AND o.payload ->> 'taskKey' = m.old`;
  await tx`DELETE FROM outbox WHERE command = 'resolve-incident'`;
  await tx`
    UPDATE task t SET state = CASE t.state WHEN 'completing' THEN 'completed' ELSE 'cancelled' END, completed_at = coalesce(t.completed_at, ${at}), row_version = t.row_version + 1
    WHERE t.state IN ('open', 'completing') AND t.case_id IN (SELECT case_id FROM moved) AND NOT EXISTS (SELECT 1 FROM moved m WHERE m.kind = 'task' AND m.new = t.key)`;
}

/** Finished by people, told to the lost engine: it stands there again, and is told again. */
const finishAgain = (tx: Tx) => tx`
  INSERT INTO outbox (case_id, command, payload)
  SELECT t.case_id, 'complete-task', jsonb_build_object('taskKey', t.key, 'variables', coalesce(t.returned, jsonb_build_object('outcome', t.outcome)))
  FROM task t JOIN moved m ON m.kind = 'task' AND m.new = t.key
  WHERE t.state = 'completing' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.command = 'complete-task' AND o.payload ->> 'taskKey' = t.key)`;
