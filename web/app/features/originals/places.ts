/** Tabs of the page of originals, as its address names them. */
export const ORIGINAL_PLACES = ['here', 'coming', 'missing', 'batches', 'settled'] as const;
