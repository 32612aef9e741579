import { join } from 'node:path';
import postgres from 'postgres';
import { copyTree } from '../../docker/local/cluster-copy.ts';
import type { Layout } from '../../docker/local/layout.ts';
import { adminUrl, findPlace } from '../../docker/local/postgres.ts';
import { loadSecrets } from '../../docker/local/secrets.ts';

/** Copies what a synchronous receiver of the log of this PostgreSQL has, which is up: everything that was ever acknowledged. */
export async function saveLog(layout: Layout, to: string): Promise<void> {
  const admin = postgres(adminUrl(layout, loadSecrets(layout.data)), { max: 1, onnotice: () => {} });
  await admin`SELECT pg_switch_wal()`.finally(() => admin.end());
  copyTree(join((await findPlace(layout.data)).dir, 'pg_wal'), to);
}
