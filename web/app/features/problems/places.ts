/** Parts of the page of incidents and problems, as its address names them. */
export const ITIL_PARTS = ['incidents', 'problems', 'proposals', 'known-errors', 'trends'] as const;
export type ItilPart = (typeof ITIL_PARTS)[number];
