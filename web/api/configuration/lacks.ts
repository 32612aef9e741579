export type ServiceLack = 'no-items' | 'not-registered' | 'not-in-use';

/**
 * P6.3: why a service may not go live with only its items: it has none; its diagram names one nobody has registered; or one of them is
 * not in use. An item that is down now does not undo that the service is live.
 */
export function lacksOf({ items, named }: { items: { status: string }[]; named: { item: { status: string } | null }[] }): ServiceLack[] {
  const all = [...items, ...named.flatMap(it => it.item ?? [])];
  return [
    ...(all.length === 0 && named.length === 0 ? (['no-items'] as const) : []),
    ...(named.some(it => it.item === null) ? (['not-registered'] as const) : []),
    ...(all.some(it => it.status === 'planned' || it.status === 'retired') ? (['not-in-use'] as const) : []),
  ];
}
