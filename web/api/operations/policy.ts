import { anyRole } from '../http/user.ts';

/** Technical trouble is the platform's: its operators see it and try again. Ids and technical words only, no personal data. */
export const operators = anyRole('platform-admin');

/** Whether the register keeps its promise is two numbers: for those who lead teams and those who run the platform. */
export const watchers = anyRole('platform-admin', 'team-lead', 'auditor');
