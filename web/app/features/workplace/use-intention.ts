import { useRef } from 'react';

/**
 * Idempotency keys: one for an intention. The same content keeps its key however often it is sent (double click, lost answer);
 * other content is another intention.
 */
export function useIntention(): (content: unknown) => string {
  const last = useRef<{ content: string; key: string }>(null);
  return content => {
    const text = JSON.stringify(content);
    if (last.current?.content !== text) last.current = { content: text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
