import { createParser } from 'eventsource-parser';
import { listAbsences, listMyAbsences } from '../../contract/absences.ts';
import { listCases, listenEvents, listMyCases } from '../../contract/cases.ts';
import { listCallBacks } from '../../contract/contacts.ts';
import { listEngineIncidents } from '../../contract/operations.ts';
import { listBatches, listOriginals } from '../../contract/originals.ts';
import { listPresence } from '../../contract/presence.ts';
import { listStaffNotices } from '../../contract/staff-notices.ts';
import { listTasks } from '../../contract/tasks.ts';
import { request } from './call.ts';
import { countQueues } from '../../contract/views.ts';
import { makeThrottle } from './throttle.ts';
import { queryClient } from './use-call.ts';

const SOONEST_MS = 1000;
const LATEST_MS = 30_000;
const CASE_LISTS: string[] = [listCases.path, listMyCases.path, listOriginals.path, listBatches.path];
const TASK_LISTS: string[] = [listTasks.path, listCallBacks.path, countQueues.path];
const EVENTS = ['tasks', 'case', 'operations', 'presence', 'me'] as const;
/** What an event for one person may have changed: what they are told, and whose place they take. */
const MINE: string[] = [listStaffNotices.path, listTasks.path, countQueues.path, listMyAbsences.path, listAbsences.path];

export interface Change {
  event: (typeof EVENTS)[number];
  caseId: string | null;
}

/** Whether a cached read (path, parameters) may have changed. Pure, for its test. */
export function touches({ event, caseId }: Change, [path, params]: readonly unknown[]): boolean {
  if (event === 'operations') return path === listEngineIncidents.path;
  if (event === 'presence') return path === listPresence.path && (params as { caseId?: string } | undefined)?.caseId === caseId;
  if (event === 'me') return MINE.includes(path as string);
  if (event === 'tasks') return TASK_LISTS.includes(path as string) || (path as string).startsWith('/api/tasks/');
  return CASE_LISTS.includes(path as string) || (params as { caseId?: string } | undefined)?.caseId === caseId;
}

const listeners = new Set<(change: Change) => void>();

/** Hears each change as it comes, for screens that want to say "3 jauni" instead of jumping. Returns the way to stop. */
export function onChange(listener: (change: Change) => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What one change touches is read again at once; when changes come by the hundred, each read happens once in this time (ms). */
const GAP_MS = 2000;
/** Counters cost the server more than a page, and nobody works by their last digit (ms). */
const COUNTERS_GAP_MS = 5000;

const queryOf = (hash: string) => queryClient.getQueryCache().get(hash);

/** A reading under way ends first: to break it off at each change would mean that a slow one never ends, and the server works for nobody. */
async function readAfter(hash: string) {
  await queryOf(hash)?.promise?.catch(() => {});
  await queryClient.invalidateQueries({ predicate: query => query.queryHash === hash });
}

const readAgain = makeThrottle({
  run: hash => void readAfter(hash),
  gapOf(hash) {
    const query = queryOf(hash);
    // a list of several pages is read page by page: one request for each
    const pages = (query?.state.data as { pages?: unknown[] } | undefined)?.pages?.length ?? 1;
    return query?.queryKey[0] === countQueues.path ? COUNTERS_GAP_MS : GAP_MS * Math.max(1, pages);
  },
});

function tell(change: Change) {
  for (const { queryHash } of queryClient.getQueryCache().findAll({ predicate: query => touches(change, query.queryKey) })) readAgain(queryHash);
  for (const listener of listeners) listener(change);
}

async function listenOnce(signal: AbortSignal) {
  const response = await request(listenEvents, {}, { signal, headers: { accept: 'text/event-stream' } });
  const parser = createParser({
    onEvent({ event: name, data }) {
      const event = EVENTS.find(it => it === name);
      if (!event) return;
      const { caseId = null } = JSON.parse(data) as { caseId?: string };
      tell({ event, caseId });
    },
  });
  const decoder = new TextDecoder();
  const reader = response.body!.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) parser.feed(decoder.decode(read.value, { stream: true }));
}

/**
 * Listens for changes as long as someone is signed in, and reads again what they touch. EventSource cannot send a bearer
 * token, hence fetch. Comes back by itself, with back-off; what was missed meanwhile is read again. Returns the way to stop.
 */
export function listen(): () => void {
  const stop = new AbortController();
  let wait = SOONEST_MS;
  const run = async () => {
    while (!stop.signal.aborted) {
      const startedAt = Date.now();
      await listenOnce(stop.signal).catch(() => {});
      if (stop.signal.aborted) return;
      wait = Date.now() - startedAt > LATEST_MS ? SOONEST_MS : Math.min(wait * 2, LATEST_MS);
      await new Promise(resolve => setTimeout(resolve, wait));
      void queryClient.invalidateQueries();
    }
  };
  void run();
  return () => stop.abort();
}
