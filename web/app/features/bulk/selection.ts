/** What is chosen in a list, and where a range begins. Pure, for its test. */
export interface Selection {
  chosen: ReadonlySet<string>;
  /** The row that was chosen last: a range reaches from it. */
  anchor: string | null;
}

export const NOTHING: Selection = { chosen: new Set(), anchor: null };

/** Chooses a row or lets it go. With `range`, every row from the last one to this one, as they stand in the list, gets what this one gets. */
export function toggle({ chosen, anchor }: Selection, id: string, { rows, range }: { rows: readonly string[]; range: boolean }): Selection {
  const next = new Set(chosen);
  const [from, to] = [anchor === null ? -1 : rows.indexOf(anchor), rows.indexOf(id)];
  const between = range && from >= 0 && to >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
  for (const each of between)
    if (chosen.has(id)) next.delete(each);
    else next.add(each);
  return { chosen: next, anchor: id };
}

/** All shown rows, or none of them if all are chosen already. Rows that are not shown stay as they are. */
export function toggleAll({ chosen }: Selection, rows: readonly string[]): Selection {
  const all = rows.length > 0 && rows.every(id => chosen.has(id));
  const next = new Set(chosen);
  for (const id of rows)
    if (all) next.delete(id);
    else next.add(id);
  return { chosen: next, anchor: null };
}
