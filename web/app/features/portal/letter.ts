import type { Uploaded } from '../../ui/file-field.tsx';

/** What a person writes to us; also the draft `ask`. `about` = id of the case whose handling is complained about, '' for none. */
export type Letter = {
  kind: 'information-request' | 'incident' | 'complaint' | 'suggestion' | null;
  text: string;
  about: string;
  files: Uploaded[];
  key: string;
};

const SHORTEST = 3;

/** What was typed before, also by an earlier release that knew questions only. */
export function fromAskDraft(found: Partial<Letter> | null | undefined, key: string): Letter {
  const empty: Letter = { kind: null, text: '', about: '', files: [], key };
  if (!found) return empty;
  const asked = found.kind === undefined && found.text ? { kind: 'information-request' as const } : {};
  return { ...empty, ...asked, ...found };
}

export const letterFaults = ({ kind, text }: Letter): { kind?: true; text?: true } => ({
  ...(kind === null && { kind: true as const }),
  ...(text.trim().length < SHORTEST && { text: true as const }),
});
