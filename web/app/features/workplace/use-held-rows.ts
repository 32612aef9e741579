import { useEffect, useState } from 'react';
import { holdRows } from './held-list.ts';

/**
 * The rows to show while live changes come, and how many wait. `reading`: the person has a row open or has scrolled.
 * `release` shows what waits, and what the person's own act brings. Give the list a React key per queue, so that another queue starts anew.
 */
export function useHeldRows<Row extends { key: string }>(fresh: readonly Row[], reading: boolean) {
  const [shown, setShown] = useState<string[]>([]);
  const list = holdRows(shown, fresh, reading);
  // an empty list holds nothing back, whatever comes with the next reading
  const release = () => setShown([]);
  const visible = list.rows.map(row => row.key).join();
  useEffect(() => {
    setShown(visible === '' ? [] : visible.split(','));
  }, [visible]);
  return { ...list, release };
}
