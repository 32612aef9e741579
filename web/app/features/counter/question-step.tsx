import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { StepProps } from './register-page.tsx';
import { faultsOf, RESULT_WAYS, type Registration } from './registration.ts';
import { useSubmit } from './use-submit.ts';
import styles from './register.module.css';

/** An information request in the client's own words (J11): no form, no signature. */
export function QuestionStep({ it, go }: StepProps) {
  const { t } = useWords('counter');
  const [tried, setTried] = useState(false);
  const { submit, busy, problem } = useSubmit(go);
  const short = faultsOf(it).includes('question');
  return (
    <form
      className={styles.step}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setTried(true);
        if (!short) void submit(it);
      }}
    >
      <h2>{t('question.title')}</h2>
      {problem && <ProblemView problem={problem} />}
      <TextArea
        label={t('question.text')}
        help={t('question.hint')}
        error={tried && short ? t('question.short') : null}
        value={it.question}
        maxLength={4000}
        autoFocus
        onChange={event => go({ ...it, question: event.target.value })}
      />
      <ResultWay it={it} go={go} />
      <div>
        <Button type="submit" look="main" busy={busy}>
          {t(busy ? 'sign.submitting' : 'question.submit')}
        </Button>
      </div>
    </form>
  );
}

export function ResultWay({ it, go }: StepProps) {
  const { t } = useWords('counter');
  return (
    <RadioGroup<Registration['resultWay']>
      label={t(it.choice === 'question' ? 'question.resultWay' : 'sign.resultWay')}
      value={it.resultWay}
      onChange={resultWay => go({ ...it, resultWay })}
      options={RESULT_WAYS.map(value => ({ value, label: t(`question.${value}`) }))}
    />
  );
}
