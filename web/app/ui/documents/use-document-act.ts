import { useRef, useState } from 'react';
import { getCase, getTimeline } from '../../../contract/cases.ts';
import { listVersions } from '../../../contract/documents.ts';
import { reread } from '../../api/use-call.ts';

/** One act on a document: once however often it is pressed, the case read again after it, also after a refusal. */
export function useDocumentAct() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const key = useRef(crypto.randomUUID());
  const run = async (act: (idempotencyKey: string) => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await act(key.current);
      await reread(getCase, getTimeline, listVersions);
      return true;
    } catch (error) {
      setProblem(error);
      // what is sent next may differ, and the server remembers refusals by this key
      key.current = crypto.randomUUID();
      await reread(getCase);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, problem };
}
