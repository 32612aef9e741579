import type { CHECKS } from '../../contract/operations.ts';

export type Limit = {
  metric: string;
  help: string;
  unit: 'seconds' | 'count' | 'share';
  worse: 'above' | 'below';
  warning: number;
  critical: number;
  /** How long it must last before somebody is woken. */
  lasting: string;
};

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

/** Where trouble begins: for the operators' page, the metrics and docker/alerts.yaml alike. Zero and zero: there must be none. */
export const LIMITS: Record<(typeof CHECKS)[number], Limit> = {
  engine: { metric: 'pietura_engine_away', help: '1 while the engine does not answer', unit: 'count', worse: 'above', warning: 0, critical: 0, lasting: '1m' },
  'outbox-age': {
    metric: 'pietura_outbox_oldest_seconds',
    help: 'Age of the oldest command that waits for the engine',
    unit: 'seconds',
    worse: 'above',
    warning: MINUTE,
    critical: 10 * MINUTE,
    lasting: '1m',
  },
  'outbox-parked': {
    metric: 'pietura_outbox_waiting_for_somebody',
    help: 'Commands the engine refuses for good',
    unit: 'count',
    worse: 'above',
    warning: 0,
    critical: 10,
    lasting: '1m',
  },
  journal: {
    metric: 'pietura_journal_behind_seconds',
    help: 'How long the journal has not confirmed what the engine was told',
    unit: 'seconds',
    worse: 'above',
    warning: 30,
    critical: 5 * MINUTE,
    lasting: '1m',
  },
  incidents: {
    metric: 'pietura_engine_incidents',
    help: 'Steps the engine could not get past',
    unit: 'count',
    worse: 'above',
    warning: 0,
    critical: 20,
    lasting: '5m',
  },
  'dead-jobs': { metric: 'pietura_dead_jobs', help: 'Jobs that have failed for good', unit: 'count', worse: 'above', warning: 0, critical: 20, lasting: '5m' },
  'agency-tokens': {
    metric: 'pietura_agency_token_refusals',
    help: 'Failed jobs whose agency refused our token',
    unit: 'count',
    worse: 'above',
    warning: 0,
    critical: 5,
    lasting: '1m',
  },
  'sign-in': {
    metric: 'pietura_tokens_refused_quarter',
    help: 'Tokens refused, or not to be checked, in the last 15 minutes by this process',
    unit: 'count',
    worse: 'above',
    warning: 50,
    critical: 500,
    lasting: '5m',
  },
  deliveries: {
    metric: 'pietura_deliveries_failed_day',
    help: 'Mails and text messages given up within a day',
    unit: 'count',
    worse: 'above',
    warning: 0,
    critical: 100,
    lasting: '5m',
  },
  register: {
    metric: 'pietura_cases_astray',
    help: 'Open cases that nobody owns, or with which nothing would ever happen',
    unit: 'count',
    worse: 'above',
    warning: 0,
    critical: 0,
    lasting: '15m',
  },
  disk: {
    metric: 'pietura_disk_free_share',
    help: 'Free share of the disk of the documents',
    unit: 'share',
    worse: 'below',
    warning: 0.15,
    critical: 0.05,
    lasting: '5m',
  },
  certificates: {
    metric: 'pietura_certificate_seconds_left',
    help: 'How long the certificate that ends first is still good',
    unit: 'seconds',
    worse: 'below',
    warning: 21 * DAY,
    critical: 7 * DAY,
    lasting: '1h',
  },
  'backup-age': {
    metric: 'pietura_backup_age_seconds',
    help: 'Time since the last whole backup',
    unit: 'seconds',
    worse: 'above',
    warning: 26 * HOUR,
    critical: 50 * HOUR,
    lasting: '10m',
  },
  'log-archive': {
    metric: 'pietura_log_archive_failing',
    help: '1 while PostgreSQL cannot put its write-ahead log away',
    unit: 'count',
    worse: 'above',
    warning: 0,
    critical: 0,
    lasting: '5m',
  },
};
