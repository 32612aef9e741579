import { createServer, type IncomingMessage, type Server } from 'node:http';

/** One event of the engine's journal, as far as process tests look at it. One partition: keys fit a number, and become text at once. */
export type JournalEvent = {
  valueType: string;
  intent: string;
  key: string;
  elementId: string;
  elementType: string;
  instanceKey: string;
  parentKey: string | null;
  userTaskKey: string | null;
  /** Of user tasks: the visit of their element. */
  elementKey: string | null;
  /** Of incidents. */
  message: string | null;
  /** Of timers (only the test profile exports them): when it fires, ms. */
  dueMs: number | null;
  /** Of variables: `value` as JSON, `scopeKey` = key of the element, or process, it is local to. */
  variable: { name: string; value: string; scopeKey: string } | null;
};

type Raw = { valueType: string; intent: string; recordType: string; key: number; value: Record<string, unknown> };
type Waiter = { look(): boolean };

/** Receives the engine's journal in the test's own process, so that tests wait for events and never sleep. */
export function makeJournalEvents() {
  const events: JournalEvent[] = [];
  const waiters = new Set<Waiter>();
  let server: Server | undefined;

  const take = (lines: string[]) => {
    for (const line of lines) {
      const raw = JSON.parse(line) as Raw;
      if (raw.recordType === 'EVENT') events.push(read(raw));
    }
    for (const waiter of waiters) if (waiter.look()) waiters.delete(waiter);
  };

  return {
    events,

    async open(port: number): Promise<void> {
      server = createServer((request, response) => {
        void bodyOf(request).then(body => {
          const lines = request.url?.startsWith('/_bulk')
            ? body
                .trim()
                .split('\n')
                .filter((_, index) => index % 2 === 1)
            : [];
          take(lines);
          response.setHeader('X-Elastic-Product', 'Elasticsearch').setHeader('content-type', 'application/json');
          response.end(JSON.stringify({ took: 1, errors: false, items: lines.map(() => ({ index: { status: 201 } })), acknowledged: true }));
        });
      });
      await new Promise<void>((resolve, reject) => server!.once('error', reject).listen(port, '127.0.0.1', resolve));
    },

    async close(): Promise<void> {
      server?.closeAllConnections();
      await new Promise(resolve => (server ? server.close(resolve) : resolve(undefined)));
    },

    /** Resolves with what `find` finds, now or when the journal brings it; says what was seen when it never comes. */
    until<T>(what: string, find: () => T | undefined, seen: () => string, limitMs = 30_000): Promise<T> {
      return new Promise((resolve, reject) => {
        const waiter = {
          look: () => {
            const found = find();
            if (found === undefined) return false;
            clearTimeout(timer);
            resolve(found);
            return true;
          },
        };
        const timer = setTimeout(() => {
          waiters.delete(waiter);
          reject(new Error(`Waited in vain for ${what}. Seen: ${seen()}`));
        }, limitMs);
        if (!waiter.look()) waiters.add(waiter);
      });
    },

    /** Somebody else than the journal has news: look again. */
    look(): void {
      for (const waiter of waiters) if (waiter.look()) waiters.delete(waiter);
    },
  };
}

const text = (value: unknown) => (typeof value === 'number' && value >= 0 ? String(value) : null);

function read({ valueType, intent, key, value }: Raw): JournalEvent {
  return {
    valueType,
    intent,
    key: String(key),
    elementId: String(value['elementId'] ?? value['targetElementId'] ?? ''),
    elementType: String(value['bpmnElementType'] ?? ''),
    instanceKey: text(value['processInstanceKey']) ?? '',
    parentKey: text(value['parentProcessInstanceKey']),
    userTaskKey: valueType === 'USER_TASK' ? text(value['userTaskKey']) : null,
    elementKey: valueType === 'USER_TASK' ? text(value['elementInstanceKey']) : null,
    message: typeof value['errorMessage'] === 'string' ? value['errorMessage'] : null,
    dueMs: valueType === 'TIMER' ? Number(value['dueDate']) : null,
    variable: valueType === 'VARIABLE' ? { name: String(value['name']), value: String(value['value']), scopeKey: text(value['scopeKey']) ?? '' } : null,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
