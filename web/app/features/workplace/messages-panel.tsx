import { useEffect, useRef, useState } from 'react';
import { readMessages, sendMessage } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { MergePanel } from '../../drafts/merge-panel.tsx';
import { SavedAt } from '../../drafts/saved-at.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, TextArea } from '../../ui/field.tsx';
import { MessageThread } from '../../ui/message-thread.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ReplyPicker } from '../templates/reply-picker.tsx';
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

const MODES = ['internal', 'client'] as const;

/** Two boxes, never one: what is written for colleagues stays in theirs whatever is pressed, and cannot be sent by mistake. */
function Write({ it, writeTo, onWriting = () => {} }: Props) {
  const { t } = useWords('workplace');
  const modes = MODES.filter(mode => it.may.includes(mode === 'client' ? 'message' : 'note'));
  const [to, setTo] = useState<WriteTo>(modes[0] ?? 'client');
  const [sent, setSent] = useState(0);
  const [focus, setFocus] = useState(false);
  useEffect(() => {
    if (!writeTo) return;
    setTo(writeTo);
    setFocus(true);
    onWriting();
  }, [writeTo, onWriting]);
  const options = modes.map(value => ({ value, label: t(value === 'client' ? 'messages.toClient' : 'messages.internal') }));
  return (
    <section className={styles.write} aria-label={t('messages.write')}>
      {modes.length > 1 && <RadioGroup<WriteTo> label={t('messages.who')} options={options} value={to} onChange={setTo} />}
      <Box key={`${to} ${sent}`} it={it} to={to} focus={focus} onFocused={() => setFocus(false)} onSent={() => setSent(sent + 1)} />
    </section>
  );
}

type BoxProps = { it: CaseView; to: WriteTo; focus: boolean; onFocused(): void; onSent(): void };

/** One text, for clients or for colleagues; kept as typed, each for itself. */
function Box({ it, to, focus, onFocused, onSent }: BoxProps) {
  const { t } = useWords('workplace');
  const internal = to === 'internal';
  const draft = useDraft<{ text: string }>(`reply:${it.id}${internal ? ':note' : ''}`, { merge: true });
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? draft.found?.text ?? '';
  // another device’s words have come in: they stand in the field now
  useEffect(() => setTyped(null), [draft.round]);
  const field = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!focus) return;
    field.current?.querySelector('textarea')?.focus();
    onFocused();
  }, [focus, onFocused]);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const send = async () => {
    const body = { body: text.trim(), internal };
    const sent = await run(
      () => call(sendMessage, { caseId: it.id }, body, { idempotencyKey: keyFor({ body, after: it.messages.length }) }),
      () => t(internal ? 'messages.noted' : 'messages.sent'),
    );
    if (!sent) return;
    await draft.end();
    onSent();
  };
  const area = (
    <TextArea
      label={t(internal ? 'messages.noteText' : 'messages.clientText')}
      help={t(internal ? 'messages.staffSees' : 'messages.clientSees')}
      rows={4}
      maxLength={10_000}
      value={text}
      onChange={event => {
        setTyped(event.target.value);
        draft.save({ text: event.target.value });
      }}
    />
  );
  return (
    <form
      ref={field}
      className={styles.box}
      data-to={to}
      aria-label={t(internal ? 'messages.internal' : 'messages.toClient')}
      onSubmit={event => {
        event.preventDefault();
        if (text.trim()) void send();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      {draft.clashes.length > 0 && (
        <MergePanel
          title={t('common:merge.device.title')}
          text={t('common:merge.device.text')}
          whose={t('common:merge.device.whose')}
          clashes={draft.clashes}
          describe={{ label: () => t('messages.text'), text: (_key, value) => String(value) }}
          onChoose={chosen => void draft.choose(chosen)}
        />
      )}
      {internal ? area : <ReplyPicker caseId={it.id}>{area}</ReplyPicker>}
      <div className={styles.send}>
        <Button type="submit" look="main" busy={busy} disabled={!text.trim()}>
          {t(internal ? 'messages.note' : 'messages.send')}
        </Button>
        <SavedAt state={draft.state} />
      </div>
    </form>
  );
}
