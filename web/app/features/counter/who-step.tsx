import { useState } from 'react';
import { lookUpClient } from '../../../contract/clients.ts';
import { isPersonalCode, tidyPersonalCode } from '../../../contract/personal-code.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { StepProps } from './register-page.tsx';
import { CHANNELS, IDENTIFIED_BY, type Client } from './registration.ts';
import styles from './register.module.css';

type IdentifiedBy = (typeof IDENTIFIED_BY)[number];

/** Who is here, and how one made sure. The code is sent to the register and kept nowhere in the browser. */
export function WhoStep({ it, go }: StepProps) {
  const { t } = useWords('counter');
  const [code, setCode] = useState('');
  const [identifiedBy, setIdentifiedBy] = useState<IdentifiedBy>('id-card');
  const [tried, setTried] = useState(false);
  const { find, busy, problem } = useLookUp();
  const personalCode = isPersonalCode(code) ? tidyPersonalCode(code) : null;
  const wrong = tried && !personalCode ? t('who.codeWrong') : problem?.slug === 'not-found' ? t('who.notFound') : null;

  const look = async () => {
    setTried(true);
    if (!personalCode) return document.getElementById('personal-code')?.focus();
    const client = await find(personalCode, identifiedBy);
    if (client) go({ ...it, client, step: client.alive ? 'what' : 'who' });
  };
  return (
    <form
      className={styles.step}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!busy) void look();
      }}
    >
      <h2>{t('who.title')}</h2>
      {problem &&
        problem.slug !== 'not-found' &&
        (problem.slug === 'agency-unavailable' ? (
          <Notice level="waiting" live>
            {t('who.unavailable')}
          </Notice>
        ) : (
          <ProblemView problem={problem} />
        ))}
      {it.client && !it.client.alive && (
        <Notice level="overdue" live>
          {t('who.dead')}
        </Notice>
      )}
      <TextField
        id="personal-code"
        label={t('who.code')}
        help={t('who.codeHint')}
        error={wrong}
        value={code}
        maxLength={20}
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        onChange={event => setCode(event.target.value)}
      />
      <RadioGroup<IdentifiedBy>
        label={t('who.identifiedBy')}
        value={identifiedBy}
        onChange={setIdentifiedBy}
        options={IDENTIFIED_BY.map(value => ({ value, label: t(`who.${value}`) }))}
      />
      <RadioGroup<(typeof CHANNELS)[number]>
        label={t('who.channel')}
        value={it.channel}
        onChange={channel => go({ ...it, channel })}
        options={CHANNELS.map(value => ({ value, label: t(`channel.${value}`) }))}
      />
      <p className={styles.quiet}>{t('who.purpose')}</p>
      <div>
        <Button type="submit" look="main" busy={busy}>
          {t(busy ? 'who.finding' : 'who.find')}
        </Button>
      </div>
    </form>
  );
}

function useLookUp() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const find = async (personalCode: string, identifiedBy: IdentifiedBy): Promise<Client | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return await call(lookUpClient, {}, { personalCode, identifiedBy, purpose: 'application' });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { find, busy, problem };
}
