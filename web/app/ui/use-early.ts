import { useEffect, useRef } from 'react';

/**
 * Fetches code that a key may ask for, once the page is drawn and the browser has nothing to do. Who presses a key for a window and
 * goes on typing must find it open: letters that come before it are taken for commands.
 */
export function useEarly(...loads: (() => Promise<unknown>)[]): void {
  const all = useRef(loads);
  useEffect(() => {
    // a failure shows itself when it is really asked for
    const fetchAll = () => all.current.forEach(load => void load().catch(() => {}));
    // Safari has no idle callback
    if (!('requestIdleCallback' in globalThis)) return void fetchAll();
    const idle = requestIdleCallback(fetchAll);
    return () => cancelIdleCallback(idle);
  }, []);
}
