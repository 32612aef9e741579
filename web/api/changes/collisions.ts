/** A change with its time, as the calendar sees it. */
export type Window = { id: string; start: Date; end: Date; items: readonly string[]; services: readonly string[] };
export type Collision = { id: string; items: string[]; services: string[] };

const common = (one: readonly string[], other: readonly string[]) => one.filter(it => other.includes(it));

/** Two changes collide when they are in work at the same time and touch the same item or service. One that ends when the other begins does not. */
export function collisionOf(one: Window, other: Window): Collision | null {
  if (one.id === other.id || one.start >= other.end || other.start >= one.end) return null;
  const [items, services] = [common(one.items, other.items), common(one.services, other.services)];
  return items.length + services.length > 0 ? { id: other.id, items, services } : null;
}

export const collisionsOf = (one: Window, others: readonly Window[]): Collision[] => others.flatMap(other => collisionOf(one, other) ?? []);
