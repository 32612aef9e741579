import { useState } from 'react';
import { printApplication } from '../../../contract/documents.ts';
import { request } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { isService, type Registration } from './registration.ts';

const KEPT_MS = 60_000;

/** The filled application as a PDF in a window of its own, to be printed, read and signed by the client. */
export function PrintButton({ it }: { it: Registration }) {
  const { t } = useWords('counter');
  const [state, setState] = useState<'new' | 'busy' | 'printed'>('new');
  const [problem, setProblem] = useState<unknown>(null);
  const print = async () => {
    if (!isService(it.choice) || !it.client) return;
    // opened within the press: a window opened after the answer would be taken for an advertisement
    const page = window.open('', '_blank');
    setState('busy');
    setProblem(null);
    try {
      const body = JSON.stringify({ serviceId: it.choice.serviceId, clientId: it.client.id, data: it.answers ?? {} });
      const answer = await request(printApplication, {}, { body, headers: { 'content-type': 'application/json' } });
      const address = URL.createObjectURL(await answer.blob());
      if (page) page.location.href = address;
      setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
      setState('printed');
    } catch (error) {
      page?.close();
      setProblem(error);
      setState('new');
    }
  };
  return (
    <div>
      {problem !== null && <ProblemView problem={problem} />}
      <Button look={state === 'printed' ? 'plain' : 'main'} busy={state === 'busy'} onClick={() => void print()}>
        {t(state === 'busy' ? 'sign.printing' : state === 'printed' ? 'sign.printAgain' : 'sign.print')}
      </Button>
      <p role="status">{state === 'printed' ? t('sign.printed') : ''}</p>
    </div>
  );
}
