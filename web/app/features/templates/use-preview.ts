import { useEffect, useState } from 'react';
import type { Endpoint, BodyIn, ReplyOf } from '../../../contract/endpoint.ts';
import { call, type Params } from '../../api/call.ts';

const PAUSE_MS = 400;

/** What the server makes of what is being typed, a moment after the last letter. The last answer stays until the next; a failure leaves it. */
export function usePreview<E extends Endpoint>(endpoint: E, params: Params<E>, body: BodyIn<E> | null): ReplyOf<E> | null {
  const [shown, setShown] = useState<ReplyOf<E> | null>(null);
  const asked = JSON.stringify([params, body]);
  useEffect(() => {
    const [where, what] = JSON.parse(asked) as [Params<E>, BodyIn<E> | null];
    if (!what) return;
    const over = new AbortController();
    const timer = setTimeout(() => {
      call(endpoint, where, what, { signal: over.signal }).then(
        reply => !over.signal.aborted && setShown(reply),
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [endpoint, asked]);
  return shown;
}
