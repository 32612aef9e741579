/** Words of terms: the same as platform/term.ts has (a test compares them); the contract stands on nothing. */
export const UNITS = ['working-days', 'calendar-days', 'months', 'working-hours', 'hours'] as const;
export const PARTIES = ['client', 'partner', 'payment', 'institution', 'date'] as const;
export const PURPOSES = ['acceptance', 'answer', 'decision'] as const;
export const COUNTS_FROM = ['submitted', 'registered', 'accepted', 'documents-complete', 'reopened'] as const;
export const SILENCES = ['nothing', 'accepted', 'refused'] as const;
