import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type Metrics = ReturnType<typeof makeMetrics>;

/** Of the process itself. Once, however many APIs a test makes in it: Node never lets go of what watches it. */
const ofProcess = new Registry();
collectDefaultMetrics({ register: ofProcess });

/** What `/metrics` shows. Labels have few values: never ids. The library is seen here only (it is being renamed, LIBRARIES §1). */
export function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

  return {
    requests: new Histogram({
      name: 'pietura_http_request_seconds',
      help: 'Time of requests',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    }),
    journalRecords: new Counter({ name: 'pietura_journal_records_total', help: 'Journal records seen', labelNames: ['valueType'], registers }),
    journalRepeats: new Counter({ name: 'pietura_journal_repeats_total', help: 'Journal records skipped because they had come before', registers }),
    journalFaults: new Counter({ name: 'pietura_journal_faults_total', help: 'Journal records that could not be projected', registers }),
    journalLag: new Histogram({ name: 'pietura_journal_lag_seconds', help: 'Time from a record to its projection', buckets: seconds, registers }),
    journalAge: new Gauge({ name: 'pietura_journal_silence_seconds', help: 'Time since the engine last sent a batch', registers }),
    outboxSent: new Counter({ name: 'pietura_outbox_sent_total', help: 'Commands sent to the engine', labelNames: ['command', 'result'], registers }),
    outboxParked: new Counter({ name: 'pietura_outbox_parked_total', help: 'Commands the engine refuses for good', registers }),
    jobs: new Histogram({ name: 'pietura_job_seconds', help: 'Time of jobs', labelNames: ['type', 'result'], buckets: seconds, registers }),

    /** A number that is read when it is asked for. A reader that fails leaves the last one. */
    asked: (name: string, help: string, read: () => Promise<number>): void =>
      void new Gauge({
        name,
        help,
        registers,
        async collect() {
          await read().then(
            number => this.set(number),
            () => {},
          );
        },
      }),

    contentType: registry.contentType,
    text: () => Registry.merge([ofProcess, registry]).metrics(),
  };
}
