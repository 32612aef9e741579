import type { z } from 'zod';
import type { decisionView } from '../../../contract/cases.ts';
import { useWords } from '../../i18n/use-words.ts';
import css from './case-page.module.css';

/** What was decided, on what ground, and how to contest it. */
export function CaseDecision({ decision }: { decision: z.infer<typeof decisionView> }) {
  const { t, say, date, money } = useWords('portal');
  return (
    <section className={css.part} aria-labelledby="decision">
      <h2 id="decision">
        {t('case.decision')}: {t(`case.${decision.outcome}`)}
      </h2>
      {decision.amountCents !== null && <p className={css.amount}>{money(decision.amountCents)}</p>}
      <p className={css.quiet}>
        {t('case.decidedAt', { date: date(decision.decidedAt) })} {decision.automatic && t('case.automatic')}
      </p>
      {(decision.grounds.length > 0 || decision.reason) && (
        <>
          <h3>{t('case.grounds')}</h3>
          <ul className={css.grounds}>
            {decision.grounds.map(({ id, text, law }) => (
              <li key={id}>
                {say(text)}
                {law && <span className={css.law}>{say(law)}</span>}
              </li>
            ))}
          </ul>
          {decision.reason && <p>{decision.reason}</p>}
        </>
      )}
      <h3>{t('case.appeal')}</h3>
      <p>{say(decision.appeal)}</p>
      {decision.appealUntil && (
        <p>
          <strong>{t('case.appealUntil', { date: date(decision.appealUntil) })}</strong>
        </p>
      )}
    </section>
  );
}
