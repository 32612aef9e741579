import { useState } from 'react';
import type { z } from 'zod';
import { listServices, type serviceSummary } from '../../../contract/catalogue.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { KnownHint } from '../problems/known-hint.tsx';
import type { StepProps } from './register-page.tsx';
import type { Choice } from './registration.ts';
import { VerifyCaller } from './verify-caller.tsx';
import styles from './register.module.css';

type Service = z.output<typeof serviceSummary>;

/** What they need, by the words they say. Enter takes the first service; an answer at once, another kind or a call back are a key away. */
export function WhatStep({ it, go }: StepProps) {
  const { t } = useWords('counter');
  const [q, setQ] = useState('');
  const query = useCall(listServices, { ...(q.trim() && { q: q.trim() }) }, { keep: true });
  const said = it.question || q.trim();
  const choose = (choice: Choice, serviceId: string | null = null) =>
    go({
      ...it,
      choice,
      serviceId,
      question: typeof choice === 'object' && 'serviceId' in choice ? it.question : said,
      answers: null,
      signed: null,
      mandate: false,
      step: 'form',
    });
  // of somebody not recognised an application cannot be: the service is what they ask about
  const take = (service: Service) => (it.client ? choose({ serviceId: service.id }) : choose('answered', service.id));
  const first = q.trim() ? (query.data?.services[0]?.id ?? null) : null;
  return (
    <>
      {!it.client && <Unknown it={it} go={go} />}
      <form
        className={styles.step}
        role="search"
        aria-label={t('what.title')}
        onSubmit={event => {
          event.preventDefault();
          const found = query.data?.services[0];
          if (found && q.trim()) take(found);
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
        <KnownHint
          text={q}
          serviceId={null}
          onUse={known =>
            go({
              ...it,
              choice: 'answered',
              serviceId: known.service?.id ?? null,
              question: said,
              answer: known.workaround.lv,
              answers: null,
              signed: null,
              mandate: false,
              step: 'form',
            })
          }
        />
        <Loaded query={query} what={t('what.loading')} lines={2}>
          {({ services }) => (
            <>
              <p role="status" className={styles.quiet}>
                {services.length === 0 ? t('what.none') : t('what.found', { count: services.length })}
              </p>
              <ul className={styles.choices}>
                <Way title={t('what.answered')} hint={t('what.answeredHint')} onChoose={() => choose('answered', first)} />
                <Way title={t('what.question')} hint={t('what.questionHint')} onChoose={() => choose({ kind: 'information-request' }, first)} />
                <Way title={t('what.callBack')} hint={t('what.callBackHint')} onChoose={() => choose('call-back', first)} />
                {services.map(service => (
                  <ServiceChoice key={service.id} service={service} onChoose={() => take(service)} />
                ))}
              </ul>
            </>
          )}
        </Loaded>
      </form>
    </>
  );
}

/** Until one knows who it is, there is general information and nothing else. */
function Unknown({ it, go }: StepProps) {
  const { t } = useWords('counter');
  return (
    <div className={styles.step}>
      <Notice level="waiting">{t(it.contact?.identification === 'partial' ? 'what.partial' : 'what.anonymous')}</Notice>
      {it.channel === 'phone' && <VerifyCaller it={it} go={go} />}
    </div>
  );
}

function Way({ title, hint, onChoose }: { title: string; hint: string; onChoose(): void }) {
  return (
    <li>
      <button type="button" className={styles.choice} onClick={onChoose}>
        <strong>{title}</strong>
        <span className={styles.quiet}>{hint}</span>
      </button>
    </li>
  );
}

function ServiceChoice({ service, onChoose }: { service: Service; onChoose(): void }) {
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
