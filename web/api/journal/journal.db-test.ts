import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { makeLogger } from '../../../platform/logger.ts';
import { useDatabase } from '../../../tests/support/database.ts';
import { project, type ProjectDeps } from './project.ts';
import { journalApp } from './receiver.ts';
import { parseBulk, type JournalRecord } from './record.ts';
import { watchForStall } from './stall.ts';

// Recorded from Zeebe by tests/support/record-journal.ts: two cases; one is accepted, meets an agency that is away, is tried again and decided.
const records = (body: string) =>
  parseBulk(body, error => {
    throw error;
  });
const VERSIONS = ['8.5.8', '8.6.0'] as const;

function readFixture(version: string) {
  const text = readFileSync(join(import.meta.dirname, `fixtures/journal-${version}.ndjson`), 'utf8');
  const all = records(text.replaceAll('\n#\n', '\n'));
  return {
    version,
    batches: text.split('\n#\n').filter(batch => batch.includes('"value"')),
    all,
    started: [...text.matchAll(/"intent":"CORRELATED"/g)].length,
    delivery: /"deliveryProcessId":"([^"]+)"/.exec(text)?.[1] ?? '',
    decided: /"correlationKey":"([^"]+)"/.exec(text)?.[1] ?? '',
    caseIds: [
      ...new Set(
        all.flatMap(it =>
          it.value && it.valueType === 'MESSAGE_START_EVENT_SUBSCRIPTION' && it.intent === 'CORRELATED' ? [String(it.value['correlationKey'])] : [],
        ),
      ),
    ],
  };
}

const database = useDatabase();
const log = makeLogger('silent');
const deps = (): ProjectDeps => ({ sql: database.sql, models: { of: async () => undefined }, log, now: () => new Date() });

async function makeCases(caseIds: string[]): Promise<void> {
  const about = { kind: 'service-request', holder: 'vsaa', channel: 'online', team: 'kac', submittedAt: new Date('2026-11-21T10:00:00Z') };
  await database.db.case.createMany({ data: caseIds.map((id, index) => ({ id, code: `9999 ${1000 + index}`, ...about })) });
}

/** Everything the journal writes, in a stable order. */
async function state() {
  const { db } = database;
  return {
    cases: await db.case.findMany({ orderBy: { id: 'asc' }, select: { id: true, startedAt: true } }),
    runs: await db.processRun.findMany({ orderBy: { key: 'asc' } }),
    elements: await db.elementTiming.findMany({ orderBy: { key: 'asc' } }),
    tasks: await db.task.findMany({ orderBy: { key: 'asc' } }),
    incidents: await db.engineIncident.findMany({ orderBy: { key: 'asc' } }),
  };
}

beforeEach(async () => {
  const { db } = database;
  for (const table of [db.elementTiming, db.task, db.engineIncident, db.processRun, db.journalPosition, db.case]) await (table as typeof db.task).deleteMany();
});

describe.each(VERSIONS.map(readFixture))('projecting the journal of $version', ({ batches, all, delivery, decided, caseIds }) => {
  beforeEach(() => makeCases(caseIds));

  it('shows where the case is: runs, tasks, elements, incidents', async () => {
    // when
    for (const batch of batches) await project(deps(), records(batch));

    // then
    const { cases, runs, elements, tasks, incidents } = await state();
    expect(cases.every(it => it.startedAt)).toBe(true);
    const own = runs.filter(it => it.caseId === decided);
    expect(own.map(it => it.processId)).toEqual(['application', 'request', delivery]);
    expect(own[1]?.parentKey).toBe(own[0]?.key);
    expect(own[2]?.parentKey).toBe(own[1]?.key);
    expect(own.every(it => it.version > 0)).toBe(true);
    expect(tasks.filter(it => it.caseId === decided).map(it => [it.elementId, it.team, it.state, it.outcome])).toEqual([
      ['Task_TakeOver', 'vsaa', 'completed', 'accept'],
      ['Task_Decide', 'vsaa', 'completed', 'refuse'],
    ]);
    expect(incidents.map(it => [it.elementId, it.errorType, it.message, it.resolvedAt !== null])).toEqual([
      ['Task_LookUpDeath', 'JOB_NO_RETRIES', 'The system of pmlp cannot be reached', true],
      ['Task_PrepareRefusal', 'JOB_NO_RETRIES', expect.stringContaining('has no decision'), false],
    ]);
    const standing = elements.filter(it => it.caseId === decided && it.state === 'active').map(it => it.elementId);
    expect(standing.sort()).toEqual(['Call_Delivery', 'Call_Support', 'Gateway_AwaitAlarm', 'Task_PrepareRefusal']);
  });

  it('comes to the same however the records are cut into batches and however often they come', async () => {
    // given
    for (const batch of batches) await project(deps(), records(batch));
    const expected = await state();

    // when: all of it again, by position
    for (const batch of batches) await project(deps(), records(batch));
    // then
    expect(await state()).toEqual(expected);

    // when: all of it again, as if we had forgotten the position
    await database.db.journalPosition.deleteMany();
    await project(deps(), all);
    // then
    expect(await state()).toEqual(expected);
  });

  it('comes to the same one record at a time, and all at once', async () => {
    // given
    for (const record of all) await project(deps(), [record]);
    const expected = await state();
    const { db } = database;
    for (const table of [db.elementTiming, db.task, db.engineIncident, db.processRun, db.journalPosition]) await (table as typeof db.task).deleteMany();
    await db.case.updateMany({ data: { startedAt: null } });

    // when
    await project(deps(), all);

    // then
    expect(await state()).toEqual(expected);
  });

  it('shows the second run of a case that was opened again, and no third', async () => {
    // given: the case has run; its start again, by another instance, twice
    const start = all.find(
      (it): it is JournalRecord => it.value !== null && it.valueType === 'MESSAGE_START_EVENT_SUBSCRIPTION' && it.value?.['correlationKey'] === decided,
    );
    const again = (key: string) => ({ ...start!, value: { ...start!.value, processInstanceKey: key, variables: { attempt: 2 } } });
    await project(deps(), all);

    // when
    await database.db.journalPosition.deleteMany();
    await project(deps(), [again('7'), again('8')]);

    // then
    const roots = await database.db.processRun.findMany({ where: { caseId: decided, parentKey: null }, orderBy: { attempt: 'asc' } });
    expect(roots.map(it => it.attempt)).toEqual([1, 2]);
    expect(roots[1]?.key).toBe('7');
  });

  it('leaves a bad record out and goes on', async () => {
    // given: no such time; a text no database takes
    const bad = all.find((it): it is JournalRecord => it.value !== null && it.valueType === 'USER_TASK');
    const noTime = { ...bad!, intent: 'CREATED', position: bad!.position, timestamp: Number.MAX_VALUE };
    const element = all.find(
      (it): it is JournalRecord => it.value?.['elementId'] === 'Task_LookUpDeath' && 'intent' in it && it.intent === 'ELEMENT_ACTIVATING',
    );
    const noText = { ...element!, key: '1', value: { ...element!.value, elementId: 'a\0b' } };

    // when
    await project(deps(), [...all, noTime, noText]);

    // then
    const { tasks, elements } = await state();
    expect(tasks).toHaveLength(3);
    expect(elements.some(it => it.key === '1')).toBe(false);
    expect(elements.length).toBeGreaterThan(40);
  });

  it('keeps what a diagram maps into a user task, even when the task comes in the next batch', async () => {
    // given
    const made = all.findIndex(it => it.value !== null && it.valueType === 'USER_TASK' && it.intent === 'CREATED');
    const task = all[made] as JournalRecord;
    const scope = { scopeKey: task.value['elementInstanceKey'], processInstanceKey: task.value['processInstanceKey'] };
    const variable = { ...task, key: '2', position: task.position - 1n, valueType: 'VARIABLE', value: { name: 'escalationId', value: '"e-1"', ...scope } };

    // when
    await project(deps(), [...all.filter(it => it.position < variable.position), variable]);
    await project(deps(), all.slice(made));

    // then
    expect((await state()).tasks.find(it => it.key === task.key)?.variables).toEqual({ escalationId: 'e-1' });
  });
});

it.each(VERSIONS.map(readFixture))('leaves out what belongs to no case of ours: $version', async ({ all, started }) => {
  await project(deps(), all);
  const { runs, elements, tasks, incidents } = await state();
  expect([runs, elements, tasks, incidents].map(rows => rows.length)).toEqual([0, 0, 0, 0]);
  expect(started).toBe(2);
});

const recorded = readFixture(VERSIONS[0]);

describe('the receiver', () => {
  const config = { JOURNAL_HOST: '127.0.0.1', JOURNAL_PORT: 1, JOURNAL_USERNAME: 'zeebe', JOURNAL_PASSWORD: 'a-long-enough-secret' };
  const app = (sql = database.sql) => journalApp({ ...deps(), sql, config }, { heard: () => {} });

  it('speaks the calls of the exporter', async () => {
    await makeCases(recorded.caseIds);
    const template = await request(app()).put('/_component_template/zeebe-record').auth('zeebe', config.JOURNAL_PASSWORD).send({});
    expect([template.status, template.headers['x-elastic-product']]).toEqual([200, 'Elasticsearch']);
    const bulk = await request(app()).post('/_bulk').auth('zeebe', config.JOURNAL_PASSWORD).type('application/x-ndjson').send(recorded.batches[0]!);
    expect(bulk.body).toMatchObject({ errors: false });
  });

  it('knows nobody else', async () => {
    await request(app()).post('/_bulk').expect(401);
    await request(app()).post('/_bulk').auth('zeebe', 'wrong').expect(401);
  });

  it('does not take a batch that it cannot keep', async () => {
    const away = Object.assign(() => {}, {
      begin: async () => {
        throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      },
    });
    const answer = await request(app(away as never))
      .post('/_bulk')
      .auth('zeebe', config.JOURNAL_PASSWORD)
      .type('application/x-ndjson')
      .send(recorded.batches[0]!);
    expect(answer.status).toBe(503);
  });
});

describe('a stalled journal', () => {
  const now = () => new Date('2026-11-21T10:01:00Z');

  it('is noticed by a case whose start was sent and not confirmed, and heals', async () => {
    // given
    await makeCases(recorded.caseIds);
    const watch = watchForStall({ sql: database.sql, log, now });

    // when, then
    await watch.look();
    expect(watch.isFlowing()).toBe(false);
    await project(deps(), recorded.all);
    await watch.look();
    expect(watch.isFlowing()).toBe(true);
  });

  it('is not a case whose start still waits in the outbox', async () => {
    await makeCases(recorded.caseIds);
    for (const caseId of recorded.caseIds) await database.db.outbox.create({ data: { caseId, command: 'publish-message', payload: {} } });
    const watch = watchForStall({ sql: database.sql, log, now });
    await watch.look();
    expect(watch.isFlowing()).toBe(true);
  });
});
