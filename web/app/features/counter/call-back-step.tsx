import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { StepProps } from './register-page.tsx';
import { faultsOf } from './registration.ts';
import { useSubmit } from './use-submit.ts';
import styles from './register.module.css';

/** A promised call: to which number, to whom, about what. By when, the agency's rule says. */
export function CallBackStep({ it, go }: StepProps) {
  const { t } = useWords('counter');
  const [tried, setTried] = useState(false);
  const { submit, busy, problem } = useSubmit(go);
  const faults = faultsOf(it);
  const noNumber = (tried && faults.includes('phone')) || problem?.faults.some(fault => fault.path === 'callBack.phone');
  return (
    <form
      className={styles.step}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setTried(true);
        if (faults.length === 0) void submit(it, '');
      }}
    >
      <h2>{t('callBack.title')}</h2>
      {problem && !noNumber && <ProblemView problem={problem} />}
      <TextField
        label={t('who.phone')}
        help={t('who.phoneHint')}
        error={noNumber ? t('who.phoneWrong') : null}
        value={it.phone}
        maxLength={30}
        inputMode="tel"
        autoComplete="off"
        autoFocus
        onChange={event => go({ ...it, phone: event.target.value })}
      />
      <TextField
        label={t('callBack.name')}
        optional
        value={it.name}
        maxLength={200}
        autoComplete="off"
        onChange={event => go({ ...it, name: event.target.value })}
      />
      <TextArea
        label={t('callBack.about')}
        error={tried && faults.includes('question') ? t('question.short') : null}
        rows={3}
        value={it.question}
        maxLength={4000}
        onChange={event => go({ ...it, question: event.target.value })}
      />
      <div>
        <Button type="submit" look="main" busy={busy}>
          {t('callBack.submit')}
        </Button>
      </div>
    </form>
  );
}
