import type { INCIDENT_STATES } from '../../../contract/incidents.ts';
import type { Level } from '../../ui/status-tag.tsx';

/** How a state of an incident looks, beside its word. */
export const STATE_LEVELS: Record<(typeof INCIDENT_STATES)[number], Level> = { open: 'waiting', diagnosing: 'soon', removed: 'on-time', restored: 'done' };
