import { useState } from 'react';
import type { Text } from '../../../contract/words.ts';
import { giveConsent, listMyConsents } from '../../../contract/clients.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import styles from './register.module.css';

const MONTH_MS = 30 * 24 * 3_600_000;
type Given = { agency: Text; purpose: string; until: string };

/** The client says that an agency may see their profile (B4.2): to which, for what, for how long. */
export function ConsentForm({ contactId, given, onGiven }: { contactId: string; given: Given[]; onGiven(): void }) {
  const { t, say, date } = useWords('counter');
  const agencies = useCall(listMyConsents, {}, { staleTime: Infinity }).data?.agencies ?? [];
  const [{ agency, purpose, months, key }, set] = useState({ agency: '', purpose: '', months: '1', key: crypto.randomUUID() as string });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const change = (more: object) => set(now => ({ ...now, ...more }));
  const give = async () => {
    setProblem(null);
    try {
      const until = new Date(Date.now() + Number(months) * MONTH_MS).toISOString();
      await call(giveConsent, {}, { agency, purpose: purpose.trim(), until, contactId }, { idempotencyKey: key });
      set({ agency: '', purpose: '', months: '1', key: crypto.randomUUID() });
      onGiven();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      change({ key: crypto.randomUUID() });
    }
  };
  return (
    <details className={styles.more}>
      <summary>{t('consent.title')}</summary>
      <form
        className={styles.step}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (agency && purpose.trim().length >= 3) void give();
        }}
      >
        {given.map(it => (
          <p key={say(it.agency) + it.purpose}>{t('consent.given', { agency: say(it.agency), purpose: it.purpose, until: date(it.until) })}</p>
        ))}
        {problem && <ProblemView problem={problem} />}
        <Select
          label={t('consent.agency')}
          value={agency}
          options={[{ value: '', label: t('question.choose') }, ...agencies.map(it => ({ value: it.id, label: say(it.title) }))]}
          onChange={chosen => change({ agency: chosen })}
        />
        <TextField
          label={t('consent.purpose')}
          value={purpose}
          maxLength={500}
          autoComplete="off"
          onChange={event => change({ purpose: event.target.value })}
        />
        <Select
          label={t('consent.for')}
          value={months}
          options={['1', '6', '12'].map(value => ({ value, label: t('consent.months', { count: Number(value) }) }))}
          onChange={chosen => change({ months: chosen })}
        />
        <div>
          <Button type="submit">{t('consent.give')}</Button>
        </div>
      </form>
    </details>
  );
}
