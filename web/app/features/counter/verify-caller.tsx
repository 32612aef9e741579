import { useState } from 'react';
import type { ANSWERS } from '../../../contract/contacts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { StepProps } from './register-page.tsx';
import { useTalk, withContact } from './use-talk.ts';
import styles from './register.module.css';

type Name = (typeof ANSWERS)[number];

/** Of a number there is general information only. Enough right answers, and the caller is recognised (J10, B4.4). */
export function VerifyCaller({ it, go }: StepProps) {
  const { t } = useWords('counter');
  const talk = useTalk(it);
  const [answers, setAnswers] = useState<Partial<Record<Name, string>>>({});
  const [refused, setRefused] = useState(false);
  const { contact } = it;
  if (!contact) return null;
  const { asked, needed, attemptsLeft } = contact.verification;
  const given = Object.fromEntries(Object.entries(answers).filter(([, said]) => said.trim() !== ''));
  const check = async () => {
    const reply = await talk.verify(contact.id, given);
    if (!reply) return;
    setRefused(!reply.verified);
    setAnswers({});
    go(withContact(it, reply.contact));
  };
  return (
    <details className={styles.more}>
      <summary>{t('verify.title')}</summary>
      <form
        className={styles.step}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (Object.keys(given).length > 0) void check();
        }}
      >
        <p>{t('verify.text', { count: needed })}</p>
        {talk.problem && <ProblemView problem={talk.problem} />}
        {refused && (
          <Notice level="overdue" live>
            {t('verify.refused')} {t('verify.left', { count: attemptsLeft })}
          </Notice>
        )}
        {attemptsLeft > 0 && (
          <>
            {asked.map(name => (
              <TextField
                key={name}
                label={t(`verify.${name}`)}
                optional
                value={answers[name] ?? ''}
                maxLength={200}
                autoComplete="off"
                onChange={event => setAnswers({ ...answers, [name]: event.target.value })}
              />
            ))}
            <div>
              <Button type="submit" look="main" busy={talk.busy}>
                {t('verify.check')}
              </Button>
            </div>
          </>
        )}
      </form>
    </details>
  );
}
