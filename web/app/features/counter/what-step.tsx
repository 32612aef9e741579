import { useState } from 'react';
import type { z } from 'zod';
import { listServices, type serviceSummary } from '../../../contract/catalogue.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import type { StepProps } from './register-page.tsx';
import styles from './register.module.css';

/** What they need, by the words they say. Enter takes the first; a question to which no service fits is one key away. */
export function WhatStep({ it, go }: StepProps) {
  const { t } = useWords('counter');
  const [q, setQ] = useState('');
  const query = useCall(listServices, { ...(q.trim() && { q: q.trim() }) }, { keep: true });
  const choose = (serviceId: string) => go({ ...it, choice: { serviceId }, answers: null, signed: null, mandate: false, step: 'form' });
  const ask = () => go({ ...it, choice: 'question', question: it.question || q.trim(), step: 'form' });
  return (
    <form
      className={styles.step}
      role="search"
      aria-label={t('what.title')}
      onSubmit={event => {
        event.preventDefault();
        const first = query.data?.services[0];
        if (first && q.trim()) choose(first.id);
      }}
    >
      <h2>{t('what.title')}</h2>
      <TextField
        label={t('what.search')}
        help={t('what.hint')}
        value={q}
        maxLength={200}
        autoFocus
        autoComplete="off"
        onChange={event => setQ(event.target.value)}
      />
      <Loaded query={query} what={t('what.loading')} lines={2}>
        {({ services }) => (
          <>
            <p role="status" className={styles.quiet}>
              {services.length === 0 ? t('what.none') : t('what.found', { count: services.length })}
            </p>
            <ul className={styles.choices}>
              {services.map(service => (
                <ServiceChoice key={service.id} service={service} onChoose={() => choose(service.id)} />
              ))}
              <li>
                <button type="button" className={styles.choice} onClick={ask}>
                  <strong>{t('what.question')}</strong>
                  <span className={styles.quiet}>{t('what.questionHint')}</span>
                </button>
              </li>
            </ul>
          </>
        )}
      </Loaded>
    </form>
  );
}

function ServiceChoice({ service, onChoose }: { service: z.output<typeof serviceSummary>; onChoose(): void }) {
  const { t, say } = useWords('counter');
  return (
    <li>
      <button type="button" className={styles.choice} onClick={onChoose}>
        <strong>{say(service.title)}</strong>
        <span className={styles.quiet}>
          {say(service.holder.title)} · {t('what.term', { count: service.termWorkingDays })}
        </span>
        <span>{say(service.summary)}</span>
      </button>
    </li>
  );
}
