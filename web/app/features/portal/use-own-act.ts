import { useState } from 'react';
import { getCase, getTimeline, listMyCases } from '../../../contract/cases.ts';
import { reread } from '../../api/use-call.ts';

/** One act of clients on their own case at a time: a second press does nothing. Afterwards the case is read again. */
export function useOwnAct() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  /** Answers whether it was done; if not, `problem` says why. */
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await act();
      await reread(getCase, getTimeline, listMyCases);
      return true;
    } catch (error) {
      setProblem(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, problem };
}
