import type { Db } from '../../../platform/database.ts';
import { remembered } from '../../../platform/remembered.ts';
import type { Text } from '../../contract/words.ts';

export type Directory = ReturnType<typeof makeDirectory>;
export type Titled = { id: string; title: Text };

const FRESH_MS = 60_000;

/** Titles of agencies. They change once in years: read at most once a minute. */
export function makeDirectory(db: Db) {
  const read = remembered(FRESH_MS, async () => {
    const rows = await db.agency.findMany();
    return new Map<string, Text>(rows.map(row => [row.id, { lv: row.titleLv, en: row.titleEn }]));
  });

  return {
    /** Gives a function from id to title; an unknown agency goes by its id. */
    async agencies(): Promise<(id: string) => Titled> {
      const titles = await read();
      return id => ({ id, title: titles.get(id) ?? { lv: id, en: id } });
    },
  };
}
