/** Parts of the page of changes, as its address names them. */
export const CHANGE_PARTS = ['register', 'calendar', 'board'] as const;
export type ChangePart = (typeof CHANGE_PARTS)[number];
