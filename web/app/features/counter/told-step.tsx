import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { AboutService, Holder } from './choices.tsx';
import { KnownHint } from '../problems/known-hint.tsx';
import { Duplicates } from './duplicates.tsx';
import { Priority } from './priority.tsx';
import type { StepProps } from './register-page.tsx';
import { faultsOf, isTold, needsHolder, TOLD_KINDS, type ToldKind } from './registration.ts';
import { ResultWay } from './result-way.tsx';
import { useSubmit } from './use-submit.ts';
import styles from './register.module.css';

/** Every kind but a service request is told in the client's own words (J11): no form, no signature. */
export function ToldStep({ it, go }: StepProps) {
  const { t } = useWords('counter');
  const [tried, setTried] = useState(false);
  const { submit, sameAs, busy, problem } = useSubmit(go);
  const faults = faultsOf(it);
  if (!isTold(it.choice)) return null;
  const { kind } = it.choice;
  return (
    <form
      className={styles.wide}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setTried(true);
        if (faults.length === 0) void submit(it, t(`domain:kind.${kind}`));
      }}
    >
      <div className={styles.step}>
        <h2>{t('question.title')}</h2>
        {problem && <ProblemView problem={problem} />}
        <TextArea
          label={t('question.text')}
          help={t('question.hint')}
          error={tried && faults.includes('question') ? t('question.short') : null}
          value={it.question}
          maxLength={4000}
          autoFocus
          onChange={event => go({ ...it, question: event.target.value })}
        />
        <KnownHint text={it.question} serviceId={it.serviceId} onUse={known => go({ ...it, choice: 'answered', answer: known.workaround.lv })} />
        <Select<ToldKind>
          label={t('question.kind')}
          value={kind}
          options={TOLD_KINDS.map(value => ({ value, label: t(`domain:kind.${value}`) }))}
          onChange={chosen => go({ ...it, choice: { kind: chosen } })}
        />
        {needsHolder(kind) && <Holder it={it} go={go} error={tried && faults.includes('holder')} />}
        <AboutService it={it} go={go} />
        <ResultWay it={it} go={go} label={t('question.resultWay')} />
        <Priority kind={kind} channel={it.channel} serviceId={it.serviceId} />
        <div>
          <Button type="submit" look="main" busy={busy}>
            {t(busy ? 'sign.submitting' : 'question.submit')}
          </Button>
        </div>
      </div>
      <Duplicates it={it} kind={kind} onSame={known => void sameAs(it, known, t(`domain:kind.${kind}`))} />
    </form>
  );
}
