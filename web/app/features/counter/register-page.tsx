import { useMemo, useState } from 'react';
import { useAuth } from '../../auth/auth.ts';
import { SavedAt } from '../../drafts/saved-at.tsx';
import { useDraft, type Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { DoneStep } from './done-step.tsx';
import { FormStep } from './form-step.tsx';
import { QuestionStep } from './question-step.tsx';
import { begin, fromDraft, stepBack, stepsOf, type Registration } from './registration.ts';
import { SignStep } from './sign-step.tsx';
import { WhatStep } from './what-step.tsx';
import { WhoStep } from './who-step.tsx';
import styles from './register.module.css';

/** What each step gets: what is known so far, and the way to go on. */
export type StepProps = { it: Registration; go(next: Registration): void };

/** J4: somebody is here. Who, what, form, signature, done; kept as typed, so that nothing is lost when the counter is interrupted. */
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
  const fresh = useMemo(() => begin(crypto.randomUUID()), []);
  const [it, setIt] = useState(first ?? fresh);
  const steps = stepsOf(it);
  const go = (next: Registration) => {
    setIt(next);
    if (next.step === 'done') void kept.end();
    else kept.save(next);
  };
  const restart = async () => {
    await kept.end();
    onNext(begin(crypto.randomUUID()));
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
      {it.client && it.step !== 'done' && <Person it={it} />}
      <StepOf it={it} go={go} onNext={onNext} />
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
  if (it.step === 'form') return it.choice === 'question' ? <QuestionStep it={it} go={go} /> : <FormStep it={it} go={go} />;
  if (it.step === 'sign') return <SignStep it={it} go={go} />;
  return <DoneStep it={it} onNext={onNext} />;
}

function Person({ it: { client, channel } }: { it: Registration }) {
  const { t } = useWords('counter');
  if (!client) return null;
  return (
    <p className={styles.person}>
      <strong>{client.name}</strong> <span className="figures">{client.personalCodeMasked}</span> · {t(`channel.${channel}`)}
      {client.openCases > 0 && ` · ${t('who.openCases', { count: client.openCases })}`}
    </p>
  );
}
