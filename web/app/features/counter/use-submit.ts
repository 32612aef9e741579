import { useState } from 'react';
import { submitCase } from '../../../contract/cases.ts';
import { getClientProfile } from '../../../contract/clients.ts';
import { addTopic } from '../../../contract/contacts.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { reread } from '../../api/use-call.ts';
import { isService, isTold, submissionOf, topicOf, type Done, type Registration } from './registration.ts';

/** Submits and writes the question down, each once, however often it is pressed: the key belongs to the question, not to the try. */
export function useSubmit(go: (next: Registration) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  async function topic(it: Registration, title: string, caseId: string | null) {
    if (!it.contact) return null;
    return call(addTopic, { contactId: it.contact.id }, topicOf(it, { caseId, title, now: new Date() }), { idempotencyKey: `${it.key}-topic` });
  }

  async function carryOut(it: Registration, title: string): Promise<Done> {
    if (isService(it.choice) || isTold(it.choice)) {
      const { id, code, dueAt, submittedAt } = await call(submitCase, {}, submissionOf(it), { idempotencyKey: it.key });
      await topic(it, title, id);
      return { what: 'case', id, code, dueAt, at: submittedAt };
    }
    const made = await topic(it, title, null);
    return made?.callBack ? { what: 'call-back', dueAt: made.callBack.dueAt, phone: made.callBack.phone } : { what: 'answered' };
  }

  async function attempt(it: Registration, act: () => Promise<Done>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const done = await act();
      void reread(getClientProfile); // the next question of the same client finds this one in the history
      go({ ...it, done, step: 'done' });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      // refused for what it says: once corrected, it is another application
      if (error.status === 422 || error.status === 400) go({ ...it, key: crypto.randomUUID() });
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    problem,
    submit: (it: Registration, title: string) => attempt(it, () => carryOut(it, title)),
    /** It has been asked before: the conversation is written to that case, and no other is made. */
    sameAs: (it: Registration, known: { id: string; code: string }, title: string) =>
      attempt(it, async () => {
        await topic(it, title, known.id);
        return { what: 'known', ...known };
      }),
  };
}
