import { useState } from 'react';
import { NOTHING, toggle, toggleAll } from './selection.ts';

export type Chosen = ReturnType<typeof useSelection>;

/** The rows of a list that are chosen for a bulk action. `rows`: ids as they stand in the list. */
export function useSelection(rows: readonly string[]) {
  const [selection, setSelection] = useState(NOTHING);
  return {
    ids: [...selection.chosen],
    has: (id: string) => selection.chosen.has(id),
    all: rows.length > 0 && rows.every(id => selection.chosen.has(id)),
    some: selection.chosen.size > 0,
    toggle: (id: string, range: boolean) => setSelection(before => toggle(before, id, { rows, range })),
    toggleAll: () => setSelection(before => toggleAll(before, rows)),
    clear: () => setSelection(NOTHING),
  };
}
