import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import express, { type Express } from 'express';
import type { Config } from '../../../platform/config.ts';
import type { EngineKeys } from '../../../platform/engine-keys.ts';
import { project, type ProjectDeps } from './project.ts';
import { parseBulk } from './record.ts';
import { skipRepeats, type Take } from './repeats.ts';
import { watchForStall, type StallWatch } from './stall.ts';

type JournalConfig = Pick<Config, 'JOURNAL_HOST' | 'JOURNAL_PORT' | 'JOURNAL_USERNAME' | 'JOURNAL_PASSWORD'>;
export type JournalDeps = ProjectDeps & { config: JournalConfig; keys?: EngineKeys };
export type Journal = ReturnType<typeof makeJournal>;

/** The exporter's memory limit for a bulk is 4 MB; one record may exceed it. */
const LARGEST_BULK = '64mb';
const DONE = { took: 1, errors: false, items: [{ index: { status: 201 } }] };

/** Receives the engine's journal on a port of its own, never a public one. `start` listens; `close` lets the running batch end. */
export function makeJournal(deps: JournalDeps) {
  const watch = watchForStall(deps);
  const server = createServer(journalApp(deps, watch));
  const { JOURNAL_HOST, JOURNAL_PORT } = deps.config;

  return {
    /** False while the engine was told of cases and nothing has come back for some time (BARS F5). */
    isFlowing: watch.isFlowing,
    start: () =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(JOURNAL_PORT, JOURNAL_HOST, () => {
          watch.start();
          resolve();
        });
      }),
    async close(): Promise<void> {
      watch.stop();
      if (!server.listening) return;
      await new Promise(resolve => {
        server.close(resolve);
        server.closeIdleConnections();
      });
    },
  };
}

/** The calls that Zeebe's ElasticsearchExporter makes: templates and settings (taken note of), and the bulk. */
export function journalApp(deps: JournalDeps, watch: Pick<StallWatch, 'heard'>, take: Take = skipRepeats(deps, records => project(deps, records))): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((req, res, next) => {
    res.setHeader('X-Elastic-Product', 'Elasticsearch'); // its client refuses an answer without
    if (mayEnter(deps.config, req.headers.authorization)) next();
    else res.status(401).setHeader('WWW-Authenticate', 'Basic realm="journal"').json({ error: 'not signed in', status: 401 });
  });
  app.post('/_bulk', express.text({ type: () => true, limit: LARGEST_BULK }), async (req, res) => {
    const records = parseBulk(
      String(req.body ?? ''),
      error => {
        deps.metrics?.journalFaults.inc();
        deps.log.error({ err: error }, 'a line of the journal cannot be read');
      },
      deps.keys,
    );
    try {
      if (records.length > 0) await take(records);
      watch.heard();
      res.json(DONE);
    } catch (error) {
      deps.log.warn({ err: error, records: records.length }, 'journal not written; the engine sends it again');
      res.status(503).json({ error: 'try again', status: 503 });
    }
  });
  app.all('/{*rest}', (_req, res) => void res.json({ acknowledged: true }));
  return app;
}

function mayEnter({ JOURNAL_USERNAME, JOURNAL_PASSWORD }: JournalConfig, header = ''): boolean {
  const expected = `Basic ${Buffer.from(`${JOURNAL_USERNAME}:${JOURNAL_PASSWORD}`).toString('base64')}`;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header), digest(expected));
}
