import { useEffect, useRef, useState } from 'react';
import { readMessages, sendMessage } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, TextArea } from '../../ui/field.tsx';
import { MessageThread } from '../../ui/message-thread.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { CaseView } from './case-tabs.tsx';
import { rereadWork, useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';
import styles from './case.module.css';

export type WriteTo = 'client' | 'internal';
/** `writeTo`: somebody has pressed the key for it, and wants to type at once. */
type Props = { it: CaseView; writeTo?: WriteTo | undefined; onWriting?: (() => void) | undefined };

/** What was said, oldest first, and one place to write: to the client, or a note only staff see. */
export function MessagesPanel({ it, writeTo, onWriting }: Props) {
  const { t } = useWords('workplace');
  useEffect(() => {
    // told once per look; a refusal only means that the number of unread ones stays
    if (it.unreadMessages > 0) void call(readMessages, { caseId: it.id }).then(rereadWork, () => {});
  }, [it.id, it.unreadMessages]);
  const { may } = it;
  return (
    <>
      {it.messages.length === 0 && <p>{t('messages.empty')}</p>}
      {it.messages.length > 0 && <MessageThread messages={it.messages} side="staff" />}
      {(may.includes('message') || may.includes('note')) && <Write it={it} writeTo={writeTo} onWriting={onWriting} />}
    </>
  );
}

function Write({ it, writeTo, onWriting = () => {} }: Props) {
  const { t } = useWords('workplace');
  const both = it.may.includes('message') && it.may.includes('note');
  const [to, setTo] = useState<'client' | 'internal'>(it.may.includes('note') ? 'internal' : 'client');
  const [text, setText] = useState('');
  const field = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!writeTo) return;
    setTo(writeTo);
    field.current?.querySelector('textarea')?.focus();
    onWriting();
  }, [writeTo, onWriting]);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const internal = to === 'internal';
  const send = async () => {
    const body = { body: text.trim(), internal };
    const sent = await run(
      () => call(sendMessage, { caseId: it.id }, body, { idempotencyKey: keyFor({ body, after: it.messages.length }) }),
      () => t(internal ? 'messages.noted' : 'messages.sent'),
    );
    if (sent) setText('');
  };
  const options = [
    { value: 'internal' as const, label: t('messages.internal'), help: t('messages.staffSees') },
    { value: 'client' as const, label: t('messages.toClient'), help: t('messages.clientSees') },
  ];
  return (
    <form
      ref={field}
      className={styles.write}
      aria-label={t('messages.write')}
      onSubmit={event => {
        event.preventDefault();
        if (text.trim()) void send();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      {both && <RadioGroup<'client' | 'internal'> label={t('messages.who')} options={options} value={to} onChange={setTo} />}
      <TextArea label={t('messages.text')} rows={3} maxLength={10_000} value={text} onChange={event => setText(event.target.value)} />
      <div>
        <Button type="submit" look="main" busy={busy} disabled={!text.trim()}>
          {t(internal ? 'messages.note' : 'messages.send')}
        </Button>
      </div>
    </form>
  );
}
