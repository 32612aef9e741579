import { useRef, useState } from 'react';
import { getCase } from '../../../contract/cases.ts';
import { getBatch, listBatches, listOriginals } from '../../../contract/originals.ts';
import { reread } from '../../api/use-call.ts';
import { announce } from '../workplace/announce.ts';

/** One act on paper at a time; lists and parcels are read again after it, after a refusal too. `done` says in words what happened. */
export function useOriginalAct() {
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = async <Reply>(act: () => Promise<Reply>, done: (reply: Reply) => string): Promise<Reply | null> => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const reply = await act();
      announce(done(reply));
      return reply;
    } catch (error) {
      setProblem(error);
      return null;
    } finally {
      await reread(listOriginals, listBatches, getBatch, getCase);
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, problem };
}
