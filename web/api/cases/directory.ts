import type { Db } from '../../../platform/database.ts';
import type { Text } from '../../contract/words.ts';

export type Directory = ReturnType<typeof makeDirectory>;
export type Titled = { id: string; title: Text };

const FRESH_MS = 60_000;

/** Titles of agencies. They change once in years: read at most once a minute. */
export function makeDirectory(db: Db) {
  let titles = new Map<string, Text>();
  let readAt = 0;

  async function read() {
    const rows = await db.agency.findMany();
    titles = new Map(rows.map(row => [row.id, { lv: row.titleLv, en: row.titleEn }]));
    readAt = performance.now();
  }

  return {
    /** Gives a function from id to title; an unknown agency goes by its id. */
    async agencies(): Promise<(id: string) => Titled> {
      if (readAt === 0 || performance.now() - readAt > FRESH_MS) await read();
      return id => ({ id, title: titles.get(id) ?? { lv: id, en: id } });
    },
  };
}
