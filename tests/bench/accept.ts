import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type postgres from 'postgres';
import { daysBefore, syntheticCode } from '../../docker/sandbox/people.ts';
import { makeDatabase, type Db } from '../../platform/database.ts';
import { newId } from '../../platform/id.ts';
import { makeLogger } from '../../platform/logger.ts';
import { seedAgencies } from '../../prisma/seed.ts';
import { loadProcesses } from '../../processes/load.ts';
import { makeSubmit, type Submission } from '../../web/api/cases/submit.ts';
import { makeBlobs } from '../../web/api/documents/blobs.ts';
import type { Context } from '../../web/api/http/bind.ts';
import { makeOnce } from '../../web/api/http/once.ts';
import type { User } from '../../web/api/http/user.ts';
import { submitCase } from '../../web/contract/cases.ts';
import { makeOwnDatabase } from '../support/clone.ts';
import { compare, forSeconds } from './compare.ts';
import { makeReplay, recordSql } from './recorded-sql.ts';
import type { Bench } from './run.ts';
import { tell } from './table.ts';

const BARS = { must: 0.4, best: 0.7 };
const POOL = 10;

/** A5: accepting applications by the API's use case (checks, idempotency, Prisma, audit chain) ÷ the very same SQL by a bare client. */
export const benchAccept: Bench = async (stack, { pairs, seconds, hands }, say) => {
  // nobody sends its outbox, so nothing but accepting is measured
  const database = await makeOwnDatabase(stack.config.DATABASE_URL, 'bench');
  const { db, sql, close } = makeDatabase({ DATABASE_URL: database.url, DATABASE_POOL: POOL });
  const pool = new pg.Pool({ connectionString: database.url, max: POOL });
  const folder = mkdtempSync(join(tmpdir(), 'pietura-bench-'));
  try {
    await seedAgencies(db);
    const accept = await makeAccept(db, sql, folder);
    await accept(); // what only the first one does
    const replay = makeReplay(await recordSql(accept), await recordSql(accept));
    const bare = async () => {
      const client = await pool.connect();
      try {
        await replay(client as never);
      } finally {
        client.release();
      }
    };

    say(`accept: ${pairs} + ${pairs} pairs of ${seconds} s, ${hands} hands`);
    const arm = (name: string, work: () => Promise<unknown>) => ({
      name,
      run: () => forSeconds(seconds, hands, work, () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000),
    });
    const result = await compare(arm('use case', accept), arm('bare client, same SQL', bare), pairs, say);
    tell('A5', 'accept transactions ÷ the same SQL by a bare client', result, BARS, say);
    const cases = await db.case.count();
    return { ...result, cases, durable: await durability(sql) };
  } finally {
    await Promise.allSettled([pool.end(), close()]);
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  }
};

async function makeAccept(db: Db, sql: postgres.Sql, folder: string): Promise<() => Promise<unknown>> {
  const client = await db.client.create({ data: { personalCode: syntheticCode(999_999), givenName: 'Anna', familyName: 'Paraugs' } });
  const user: User = { id: 'bench', name: 'Anna Paraugs', roles: ['resident'], agencyId: null, clientId: client.id };
  await db.userAccount.create({ data: { id: user.id, name: user.name, roles: user.roles, clientId: client.id, lastSeenAt: new Date() } });
  const log = makeLogger('silent');
  const deps = {
    db,
    sql,
    outbox: { kick() {} },
    now: () => new Date(),
    newId,
    processes: await loadProcesses(),
    log,
    config: {
      PUBLIC_URL: 'http://localhost',
      VIRUS_CHECK: 'when-available' as const,
      UPLOAD_MAX_MB: 20,
      UPLOAD_MAX_FILES: 20,
      UPLOAD_MAX_WAITING: 100,
      CASE_MAX_DOCUMENTS: 300,
    },
    blobs: makeBlobs(folder),
    checker: { hasEngine: false, kick() {} },
  };
  const submit = makeSubmit(deps);
  const input: Submission = submitCase.body!.parse(application(deps.processes));
  return () => {
    const once = makeOnce(db, { key: randomUUID(), userId: user.id, route: 'post /api/cases', input, status: 201 });
    return submit(input, { user, once } as unknown as Context);
  };
}

/** What the standard case of BARS applies for: the first service there is, with what its form needs. */
function application(processes: Awaited<ReturnType<typeof loadProcesses>>, deceased = syntheticCode(900_000)) {
  const service = processes.find(it => it.description.kind === 'service');
  if (!service) throw new Error('There is no service to apply for');
  return { kind: 'service-request' as const, serviceId: service.id, data: answers(deceased) };
}

const answers = (deceasedCode: string) => ({
  deceasedCode,
  diedOn: daysBefore(new Date(), 14),
  undertookBurial: true,
  phone: '+371 20000000',
  email: 'bench@pietura.example',
  iban: 'LV80BANK0000435195001',
  dataTrue: true,
});

/** Whether a commit waits for the disk: what "accepted" means on this machine. */
async function durability(sql: postgres.Sql) {
  const [row] = await sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit"`;
  return row;
}
