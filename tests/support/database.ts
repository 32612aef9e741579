import { afterAll, beforeAll } from '@jest/globals';
import type { Db, Sql } from '../../platform/database.ts';
import { cloneDatabase as clone, type Clone } from './clone.ts';
import { readStackFile } from './stack-file.ts';

/** A database of the caller's own on the test stack. `drop` closes and removes it. */
export const cloneDatabase = (): Promise<Clone> => clone(readStackFile().environment.DATABASE_URL ?? '');

/** A migrated, empty database for one test file. The fields may be read from `beforeAll` on. */
export function useDatabase(): { readonly url: string; readonly db: Db; readonly sql: Sql } {
  let cloned: Clone | undefined;
  const current = () => {
    if (!cloned) throw new Error('The database is there from beforeAll on');
    return cloned;
  };

  beforeAll(async () => {
    cloned = await cloneDatabase();
  });
  afterAll(async () => {
    await cloned?.drop();
  });

  return {
    get url() {
      return current().url;
    },
    get db() {
      return current().db;
    },
    get sql() {
      return current().sql;
    },
  };
}
