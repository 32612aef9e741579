/** What is drawn: nodes with their distance from the first, and who is joined to whom. */
export interface Drawn {
  nodes: { id: string; depth: number }[];
  edges: { from: string; to: string }[];
}
export interface Place {
  id: string;
  x: number;
  y: number;
}

export const NODE = { width: 200, height: 56, gapX: 72, gapY: 20 };
const SWEEPS = 4;

/**
 * Places nodes in columns by their distance, and within a column so that they stand near those they are joined to (barycentres, swept
 * to and fro). The same data give the same picture: nobody's arrangement is kept, so none is lost.
 */
export function layOut({ nodes, edges }: Drawn): { places: Place[]; width: number; height: number } {
  const columns: string[][] = [];
  for (const { id, depth } of nodes) (columns[depth] ??= []).push(id);
  const filled = columns.filter(column => column !== undefined);
  const near = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const order = sweep % 2 === 0 ? [...filled.keys()].slice(1) : [...filled.keys()].slice(0, -1).reverse();
    for (const at of order) {
      const beside = filled[at + (sweep % 2 === 0 ? -1 : 1)]!;
      const weight = (id: string) => {
        const spots = near
          .get(id)!
          .map(other => beside.indexOf(other))
          .filter(spot => spot >= 0);
        return spots.length === 0 ? beside.length / 2 : spots.reduce((sum, spot) => sum + spot, 0) / spots.length;
      };
      const weights = new Map(filled[at]!.map(id => [id, weight(id)]));
      filled[at] = filled[at]!.toSorted((one, other) => weights.get(one)! - weights.get(other)!);
    }
  }
  const tallest = Math.max(1, ...filled.map(column => column.length));
  const step = NODE.height + NODE.gapY;
  const places = filled.flatMap((column, at) =>
    column.map((id, row) => ({ id, x: at * (NODE.width + NODE.gapX), y: ((tallest - column.length) / 2 + row) * step })),
  );
  return { places, width: filled.length * (NODE.width + NODE.gapX) - NODE.gapX, height: tallest * step - NODE.gapY };
}

/** The same as a tree for reading: under each node those that are met first through it. */
export function treeOf({ nodes, edges }: Drawn): Map<string, string[]> {
  const depth = new Map(nodes.map(it => [it.id, it.depth]));
  const parent = new Map<string, string>();
  for (const { from, to } of edges) {
    for (const [above, below] of [
      [from, to],
      [to, from],
    ] as const)
      if (depth.get(below) === (depth.get(above) ?? NaN) + 1 && !parent.has(below)) parent.set(below, above);
  }
  const children = new Map<string, string[]>();
  for (const { id } of nodes) {
    const above = parent.get(id);
    if (above) children.set(above, [...(children.get(above) ?? []), id]);
  }
  return children;
}
