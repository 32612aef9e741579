import type { Step } from '../reach.ts';

/** Items that impact leads back to themselves, circle by circle, each in the order one goes round (Tarjan, without recursion). */
export function circlesIn(steps: readonly Step[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of steps) {
    const list = next.get(from);
    if (list) list.push(to);
    else next.set(from, [to]);
  }
  const groups: string[][] = [];
  const [index, low] = [new Map<string, number>(), new Map<string, number>()];
  const [stack, onStack] = [[] as string[], new Set<string>()];
  for (const root of next.keys()) {
    if (index.has(root)) continue;
    const work: { id: string; at: number }[] = [{ id: root, at: 0 }];
    while (work.length > 0) {
      const top = work.at(-1)!;
      const { id } = top;
      if (top.at === 0) {
        index.set(id, index.size);
        low.set(id, index.get(id)!);
        stack.push(id);
        onStack.add(id);
      }
      const to = next.get(id)?.[top.at];
      top.at += 1;
      if (to !== undefined) {
        if (!index.has(to)) work.push({ id: to, at: 0 });
        else if (onStack.has(to)) low.set(id, Math.min(low.get(id)!, index.get(to)!));
        continue;
      }
      work.pop();
      const above = work.at(-1);
      if (above) low.set(above.id, Math.min(low.get(above.id)!, low.get(id)!));
      if (low.get(id) === index.get(id)) {
        const group = stack.splice(stack.indexOf(id));
        for (const it of group) onStack.delete(it);
        if (group.length > 1) groups.push(wayRound(group, next));
      }
    }
  }
  return groups;
}

/** A shortest way round from the first of a circle back to it. */
function wayRound(group: string[], next: Map<string, string[]>): string[] {
  const inside = new Set(group);
  const start = group.toSorted()[0]!;
  const from = new Map<string, string>();
  const queue = [start];
  for (const here of queue) {
    for (const to of next.get(here) ?? []) {
      if (!inside.has(to)) continue;
      if (to === start) {
        const way = [here];
        while (way[0] !== start) way.unshift(from.get(way[0]!)!);
        return way;
      }
      if (!from.has(to)) {
        from.set(to, here);
        queue.push(to);
      }
    }
  }
  return group;
}
