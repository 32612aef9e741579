import type { Visitor } from '../../docker/demo/api.ts';
import type { ReplyOf } from '../../web/contract/endpoint.ts';
import { listTasks } from '../../web/contract/tasks.ts';
import { hearCases, type Heard } from './heard.ts';

type Row = ReplyOf<typeof listTasks>['tasks'][number];
type Of = { visitor: Visitor; over: AbortSignal; found(row: Row): void; fault(it: unknown): void };

const PAGE = 100;
const LOOK_AGAIN_MS = 3000;

/**
 * Keeps the list of what nobody has taken over as the browser does: read anew when something has changed, newest first, one reading at a
 * time. `found`: once for each row. Resolves when the stream of events is open and the list is being read.
 */
export async function watchUnassigned({ visitor, over, found, fault }: Of): Promise<Heard> {
  const known = new Set<string>();
  let changed = false;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    while (changed && !over.aborted) {
      changed = false;
      for (let cursor: string | undefined, more = true; more;) {
        const page = await visitor.call(listTasks, { query: { queue: 'unassigned', sort: 'newest', limit: PAGE, ...(cursor && { cursor }) } });
        const fresh = page.tasks.filter(it => !known.has(it.key));
        for (const it of fresh) {
          known.add(it.key);
          found(it);
        }
        more = fresh.length > 0 && page.next !== null;
        cursor = page.next ?? undefined;
      }
    }
  }

  const look = () => {
    changed = true;
    reading ??= read()
      .catch(fault)
      .finally(() => (reading = undefined));
  };
  const heard = hearCases(visitor, over, look);
  const again = setInterval(look, LOOK_AGAIN_MS);
  over.addEventListener('abort', () => clearInterval(again));
  await heard.ready;
  look();
  return heard;
}
