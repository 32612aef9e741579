import { useSyncExternalStore } from 'react';

// The browser's own word is half the truth: a cable may be in and the server away. A request that got no answer counts too.
let reached = true;
const listeners = new Set<() => void>();

/** Told by `call` after each request: whether anything answered. */
export function setReached(now: boolean) {
  if (now === reached) return;
  reached = now;
  for (const listener of listeners) listener();
}

export const isOnline = () => navigator.onLine && reached;

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export const useOnline = () => useSyncExternalStore(subscribe, isOnline);
