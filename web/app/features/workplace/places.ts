import type { QUEUES } from '../../../contract/tasks.ts';

/** What the address of a workplace page can say. */
export type Queue = (typeof QUEUES)[number];

export const TABS = ['task', 'form', 'history', 'documents', 'messages', 'links', 'escalations', 'diagram', 'client', 'incident', 'problem', 'change'] as const;
export type Tab = (typeof TABS)[number];

export const CASE_STATES = ['open', 'overdue', 'waiting', 'closed', 'all'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Words of the parts of a case, beside those of the workplace. */
export const CASE_WORDS = ['deadlines', 'templates', 'documents'] as const;
