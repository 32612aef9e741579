import { useState } from 'react';
import { giveConsent, listMyConsents, withdrawConsent } from '../../../contract/clients.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import styles from './call-backs.module.css';

const MONTH_MS = 30 * 24 * 3_600_000;

/** Whom I let see my profile (B4.2), and taking it back. */
export function MyConsents() {
  const { t, say, date } = useWords('contacts');
  const { data } = useCall(listMyConsents, {});
  const [{ agency, purpose, months, key }, set] = useState({ agency: '', purpose: '', months: '1', key: crypto.randomUUID() as string });
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const change = (more: object) => set(now => ({ ...now, ...more }));
  if (!data) return null;
  const act = async (what: () => Promise<unknown>) => {
    setProblem(null);
    try {
      await what();
      set({ agency: '', purpose: '', months: '1', key: crypto.randomUUID() });
      await reread(listMyConsents);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
      change({ key: crypto.randomUUID() });
    }
  };
  const give = () =>
    call(giveConsent, {}, { agency, purpose: purpose.trim(), until: new Date(Date.now() + Number(months) * MONTH_MS).toISOString() }, { idempotencyKey: key });
  const standing = data.consents.filter(it => it.withdrawnAt === null && it.until > new Date().toISOString());
  return (
    <section aria-labelledby="consents">
      <h2 id="consents">{t('consents.title')}</h2>
      <p className={styles.quiet}>{t('consents.text')}</p>
      {problem && <ProblemView problem={problem} />}
      <ul className={styles.list}>
        {standing.map(it => (
          <li key={it.id} className={styles.row}>
            <p className={styles.what}>{t('consents.one', { agency: say(it.agency.title), purpose: it.purpose, until: date(it.until) })}</p>
            <Button
              aria-label={`${t('consents.withdraw')}: ${say(it.agency.title)}`}
              onClick={() => void act(() => call(withdrawConsent, { consentId: it.id }))}
            >
              {t('consents.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('consents.give')}</summary>
        <form
          onSubmit={event => {
            event.preventDefault();
            if (agency && purpose.trim().length >= 3) void act(give);
          }}
        >
          <Select
            label={t('consents.agency')}
            value={agency}
            options={[{ value: '', label: t('consents.choose') }, ...data.agencies.map(it => ({ value: it.id, label: say(it.title) }))]}
            onChange={chosen => change({ agency: chosen })}
          />
          <TextField label={t('consents.purpose')} value={purpose} maxLength={500} onChange={event => change({ purpose: event.target.value })} />
          <Select
            label={t('consents.for')}
            value={months}
            options={['1', '6', '12'].map(value => ({ value, label: t('consents.months', { count: Number(value) }) }))}
            onChange={chosen => change({ months: chosen })}
          />
          <Button type="submit" look="main">
            {t('consents.agree')}
          </Button>
        </form>
      </details>
    </section>
  );
}
