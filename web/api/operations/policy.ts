import { anyRole } from '../http/user.ts';

/** Technical trouble is the platform's: its operators see it and try again. Ids and technical words only, no personal data. */
export const operators = anyRole('platform-admin');
