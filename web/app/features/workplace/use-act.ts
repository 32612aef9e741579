import { useState } from 'react';
import { getCase, getTimeline, listCases } from '../../../contract/cases.ts';
import { getLog } from '../../../contract/log.ts';
import { listCaseEscalations, listInstructions, listOpenEscalations } from '../../../contract/escalations.ts';
import { getTask, listCaseTasks, listTasks } from '../../../contract/tasks.ts';
import { countQueues } from '../../../contract/views.ts';
import { ApiProblem } from '../../api/problem.ts';
import { reread } from '../../api/use-call.ts';
import { announce } from './announce.ts';

const AROUND = [listTasks, listCaseTasks, countQueues, getCase, getTimeline, getLog, listCases, listCaseEscalations, listOpenEscalations, listInstructions];

/** Reads again everything an act on a task or case may have changed, so that the next look shows it. */
export const rereadWork = () => reread(getTask, ...AROUND);

/**
 * Runs one act at a time: a second press while the first runs does nothing. After it, everything it may have changed is read again,
 * after a refusal too, so that the person sees the newest state. `done` says in words what happened, as soon as the open task is the
 * newest: what is pressed on hearing it must not be refused for the version before.
 */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async <Reply>(act: () => Promise<Reply>, done?: (reply: Reply) => string | undefined): Promise<Reply | null> => {
    if (busy) return null;
    setBusy(true);
    setProblem(null);
    try {
      const reply = await act();
      await reread(getTask);
      const words = done?.(reply);
      if (words) announce(words);
      await reread(...AROUND);
      return reply;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      await rereadWork();
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, problem, forget: () => setProblem(null) };
}
