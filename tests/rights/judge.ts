import type { Expected } from './expected.ts';
import { rowOf, type Cell } from './matrix.ts';
import type { Stage } from './stage.ts';
import { beyondRefusal } from './traces.ts';
import { verdictOf } from './verdict.ts';

/** What is wrong with one cell. */
export type Finding = {
  kind: 'wrongly allowed' | 'wrongly refused' | 'not judged' | 'refused, yet changed';
  row: string;
  actor: string;
  object: string | null;
  status: number;
  detail: string;
};
export type Tally = { cells: number; allowed: number; refused: number; writesRefused: number };

/** Asks every cell and compares with the table. `say`: progress. */
export async function judgeCells(stage: Stage, expected: Expected, cells: readonly Cell[], say: (done: number, of: number) => void = () => {}) {
  const findings: Finding[] = [];
  const tally: Tally = { cells: cells.length, allowed: 0, refused: 0, writesRefused: 0 };
  for (const [index, cell] of cells.entries()) {
    const { status, body, touched } = await stage.ask(cell);
    const verdict = verdictOf({ method: cell.route.method, status, touched });
    const found = (kind: Finding['kind'], detail: string) =>
      findings.push({ kind, row: rowOf(cell), actor: cell.actor.name, object: cell.object, status, detail });
    if (verdict === 'unjudged') found('not judged', toldOf(body));
    else if ((verdict === 'allowed') !== expected.allows(cell)) found(verdict === 'allowed' ? 'wrongly allowed' : 'wrongly refused', toldOf(body));
    const changed = verdict === 'refused' ? beyondRefusal(touched) : [];
    if (changed.length > 0) found('refused, yet changed', changed.join(', '));
    if (verdict === 'allowed') tally.allowed++;
    if (verdict === 'refused') tally.refused++;
    if (verdict === 'refused' && cell.route.method !== 'GET') tally.writesRefused++;
    say(index + 1, cells.length);
  }
  return { findings, tally };
}

/** What the API's developers are told: it holds no personal data. */
function toldOf(body: unknown): string {
  const { detail = '', faults } = (body ?? {}) as { detail?: string; faults?: unknown };
  return faults ? `${detail} ${JSON.stringify(faults)}` : detail;
}

export const describeFinding = ({ kind, row, actor, object, status, detail }: Finding): string =>
  `${kind}: ${row} · ${actor}${object ? ` · ${object}` : ''} · ${status} ${detail}`.trimEnd();
