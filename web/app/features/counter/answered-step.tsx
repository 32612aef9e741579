import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { AboutService } from './choices.tsx';
import type { StepProps } from './register-page.tsx';
import { faultsOf } from './registration.ts';
import { useSubmit } from './use-submit.ts';
import styles from './register.module.css';

/** A consultation (B1.4, B3.5): asked and answered in the same breath. */
export function AnsweredStep({ it, go }: StepProps) {
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
        if (!short) void submit(it, '');
      }}
    >
      <h2>{t('answered.title')}</h2>
      {problem && <ProblemView problem={problem} />}
      <TextField
        label={t('question.text')}
        error={tried && short ? t('question.short') : null}
        value={it.question}
        maxLength={4000}
        autoComplete="off"
        autoFocus
        onChange={event => go({ ...it, question: event.target.value })}
      />
      <TextArea
        label={t('answered.answer')}
        optional
        rows={3}
        value={it.answer}
        maxLength={4000}
        onChange={event => go({ ...it, answer: event.target.value })}
      />
      <AboutService it={it} go={go} />
      <div>
        <Button type="submit" look="main" busy={busy}>
          {t('answered.submit')}
        </Button>
      </div>
    </form>
  );
}
