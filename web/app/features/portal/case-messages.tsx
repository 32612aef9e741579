import { useState, type SyntheticEvent } from 'react';
import { getCase, sendMessage } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { MessageThread } from '../../ui/message-thread.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { Case } from './case-page.tsx';
import css from './case-page.module.css';

/** What was said in the case, and a place to write. */
export function CaseMessages({ it }: { it: Case }) {
  const { t } = useWords('portal');
  return (
    <section className={css.part} aria-labelledby="messages">
      <h2 id="messages">{t('case.messages')}</h2>
      {it.messages.length > 0 ? <MessageThread messages={it.messages} side="client" /> : <p className={css.quiet}>{t('case.noMessages')}</p>}
      {it.may.includes('message') && <WriteForm caseId={it.id} />}
    </section>
  );
}

function WriteForm({ caseId }: { caseId: string }) {
  const { t } = useWords('portal');
  const [message, setMessage] = useState({ text: '', key: crypto.randomUUID() });
  const [fault, setFault] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const empty = message.text.trim() === '';
    setFault(empty ? t('case.writeEmpty') : null);
    if (empty) return document.getElementById('message')?.focus();
    if (state === 'sending') return;
    setState('sending');
    setProblem(null);
    try {
      await call(sendMessage, { caseId }, { body: message.text }, { idempotencyKey: message.key });
      setMessage({ text: '', key: crypto.randomUUID() });
      setState('sent');
      await reread(getCase);
    } catch (error) {
      setProblem(error);
      setState('writing');
    }
  };

  return (
    <details className={css.more}>
      <summary>{t('case.write')}</summary>
      <form className={css.form} onSubmit={event => void send(event)} noValidate>
        <TextArea
          id="message"
          label={t('case.write')}
          error={fault}
          rows={4}
          maxLength={10_000}
          value={message.text}
          onChange={event => {
            setMessage({ ...message, text: event.target.value });
            setState('writing');
          }}
        />
        {problem !== null && <ProblemView problem={problem} />}
        <div className={css.actions}>
          <Button type="submit" busy={state === 'sending'}>
            {state === 'sending' ? t('apply.sending') : t('case.writeSend')}
          </Button>
          <p role="status">{state === 'sent' ? t('case.writeSent') : ''}</p>
        </div>
      </form>
    </details>
  );
}
