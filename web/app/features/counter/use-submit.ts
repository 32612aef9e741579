import { useState } from 'react';
import { submitCase } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { submissionOf, type Registration } from './registration.ts';

/** Submits once, however often it is pressed: the key belongs to the registration, not to the try. */
export function useSubmit(go: (next: Registration) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const submit = async (it: Registration) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const submitted = await call(submitCase, {}, submissionOf(it), { idempotencyKey: it.key });
      go({ ...it, submitted, step: 'done' });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      // refused for what it says: once corrected, it is another application
      if (error.status === 422) go({ ...it, key: crypto.randomUUID() });
    } finally {
      setBusy(false);
    }
  };
  return { submit, busy, problem };
}
