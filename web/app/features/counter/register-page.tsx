import { useMemo, useState } from 'react';
import { endContact } from '../../../contract/contacts.ts';
import { call } from '../../api/call.ts';
import { useAuth } from '../../auth/auth.ts';
import { SavedAt } from '../../drafts/saved-at.tsx';
import { useDraft, type Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { ContactTime } from '../presence/contact-time.tsx';
import { useContactWork } from '../presence/use-contact-work.ts';
import { AnsweredStep } from './answered-step.tsx';
import { CallBackStep } from './call-back-step.tsx';
import { ClientHistory } from './client-history.tsx';
import { DoneStep } from './done-step.tsx';
import { FormStep } from './form-step.tsx';
import { lastChannel } from './last-channel.ts';
import { begin, fromDraft, isService, isTold, stepBack, stepsOf, type Registration } from './registration.ts';
import { SignStep } from './sign-step.tsx';
import { ToldStep } from './told-step.tsx';
import { WhatStep } from './what-step.tsx';
import { WhoStep } from './who-step.tsx';
import styles from './register.module.css';

/** What each step gets: what is known so far, and the way to go on. */
export type StepProps = { it: Registration; go(next: Registration): void };

/** B3.4, B3.5, J4: a conversation. Who, what, and what came of it; kept as typed, so that nothing is lost when it is interrupted. */
export function RegisterPage() {
  const { t } = useWords('counter');
  useTitle(t('title'));
  const auth = useAuth();
  const [round, setRound] = useState<{ at: number; start: Registration | null }>({ at: 0, start: null });
  if (!('roles' in auth && auth.roles.includes('kac-specialist'))) return <Refused />;
  return <Conversation key={round.at} start={round.start} onNext={start => setRound(now => ({ at: now.at + 1, start }))} />;
}

function Refused() {
  const { t } = useWords('workplace');
  return (
    <div className={styles.page}>
      <h1>{t('nav.register')}</h1>
      <EmptyState title={t('refused.service')}>{t('refused.serviceText', { who: t('refused.counter') })}</EmptyState>
    </div>
  );
}

function Conversation({ start, onNext }: { start: Registration | null; onNext(start: Registration): void }) {
  const { t } = useWords('counter');
  const kept = useDraft<Registration>('register');
  if (kept.found === undefined && !start) return <Waiting what={t('title')} lines={4} />;
  const before = start ? null : fromDraft(kept.found ?? null);
  return <Steps kept={kept} first={start ?? before} restored={before !== null} onNext={onNext} />;
}

function Steps({
  kept,
  first,
  restored,
  onNext,
}: {
  kept: Draft<Registration>;
  first: Registration | null;
  restored: boolean;
  onNext(start: Registration): void;
}) {
  const { t } = useWords('counter');
  const fresh = useMemo(() => begin(crypto.randomUUID(), { channel: lastChannel() }), []);
  const [it, setIt] = useState(first ?? fresh);
  const steps = stepsOf(it);
  useContactWork(it.contact?.id ?? null);
  const go = (next: Registration) => {
    setIt(next);
    if (next.step === 'done') void kept.end();
    else kept.save(next);
  };
  const restart = async () => {
    await kept.end();
    if (it.contact) await call(endContact, { contactId: it.contact.id }).catch(() => {});
    onNext(begin(crypto.randomUUID(), { channel: it.channel }));
  };

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        <ol className={styles.steps} aria-label={t('steps.label')}>
          {steps.map(step => (
            <li key={step} aria-current={step === it.step ? 'step' : undefined} data-done={steps.indexOf(step) < steps.indexOf(it.step)}>
              {t(`steps.${step}`)}
            </li>
          ))}
        </ol>
      </div>
      {restored && it === first && <Notice level="waiting">{t('restored')}</Notice>}
      {it.contact && it.step !== 'done' && <Person it={it} />}
      {it.contact && (
        <div>
          <ContactTime contactId={it.contact.id} />
        </div>
      )}
      <div className={styles.columns}>
        <StepOf it={it} go={go} onNext={onNext} />
        {it.step === 'what' && it.client && it.contact && <ClientHistory clientId={it.client.id} contactId={it.contact.id} />}
      </div>
      {it.step !== 'done' && it.step !== 'who' && (
        <div className={styles.foot}>
          <Button look="quiet" onClick={() => go(stepBack(it))}>
            {t('back')}
          </Button>
          <Button look="quiet" onClick={() => void restart()}>
            {t('startOver')}
          </Button>
          <SavedAt state={kept.state} />
        </div>
      )}
    </div>
  );
}

function StepOf({ it, go, onNext }: StepProps & { onNext(start: Registration): void }) {
  if (it.step === 'who') return <WhoStep it={it} go={go} />;
  if (it.step === 'what') return <WhatStep it={it} go={go} />;
  if (it.step === 'sign') return <SignStep it={it} go={go} />;
  if (it.step === 'done') return <DoneStep it={it} onNext={onNext} />;
  if (isService(it.choice)) return <FormStep it={it} go={go} />;
  if (isTold(it.choice)) return <ToldStep it={it} go={go} />;
  return it.choice === 'call-back' ? <CallBackStep it={it} go={go} /> : <AnsweredStep it={it} go={go} />;
}

function Person({ it: { client, channel, contact } }: { it: Registration }) {
  const { t } = useWords('counter');
  return (
    <p className={styles.person}>
      {client ? (
        <>
          <strong>{client.name}</strong> <span className="figures">{client.personalCodeMasked}</span>
        </>
      ) : (
        <strong>{contact?.phone ?? t('who.nobody')}</strong>
      )}{' '}
      · {t(`channel.${channel}`)}
      {client && client.openCases > 0 && ` · ${t('who.openCases', { count: client.openCases })}`}
    </p>
  );
}
