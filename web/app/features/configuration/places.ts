/** Parts of the register of items, and of one item. */
export const CONFIGURATION_TABS = ['items', 'services', 'import', 'audits', 'plan'] as const;
export const ITEM_TABS = ['about', 'graph', 'impact', 'history'] as const;
