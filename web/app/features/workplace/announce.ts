import { useSyncExternalStore } from 'react';

// One quiet line for the whole workplace: what was just done stays readable when the next task opens in its place.
let said = '';
const listeners = new Set<() => void>();

/** Says what has been done, for eyes and for screen readers (role="status" in the shell). */
export function announce(words: string) {
  said = words;
  for (const listener of listeners) listener();
}

export const useAnnounced = () =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
