import { useEffect, useState } from 'react';
import { countQueues, lookAtView } from '../../../contract/views.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';

/** A glance is not a look: somebody who passes through a list has not seen what is new in it (ms). */
const GLANCE_MS = 3000;

/**
 * When the reader had last looked at this queue or view, kept as it was when the list opened, so that marks stay while one reads.
 * Once looked at for three seconds, nothing in it counts as new any more.
 */
export function useSince(view: string): string | null {
  const counters = useCall(countQueues, {}).data;
  const counter = counters && ((counters.queues as Record<string, { lookedAt: string | null }>)[view] ?? counters.views[view]);
  const [since, setSince] = useState<string | null | undefined>(undefined);
  if (since === undefined && counter) setSince(counter.lookedAt);
  const known = counter !== undefined;

  useEffect(() => {
    if (!known) return;
    const timer = setTimeout(() => {
      void call(lookAtView, { view }).then(
        () => reread(countQueues),
        () => {}, // offline: it stays new, and is looked at the next time
      );
    }, GLANCE_MS);
    return () => clearTimeout(timer);
  }, [view, known]);
  return since ?? null;
}
