/** Parts of the page of service levels (P10). */
export const LEVEL_TABS = ['reports', 'plan', 'agreements', 'demand'] as const;
export type LevelTab = (typeof LEVEL_TABS)[number];
