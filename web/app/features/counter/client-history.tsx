import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { getClientProfile, type clientProfile } from '../../../contract/clients.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { ConsentForm } from './consent-form.tsx';
import styles from './register.module.css';

type Profile = z.output<typeof clientProfile>;
type Entry = { key: string; at: string } & ({ what: 'case'; it: Profile['cases'][number] } | { what: 'consultation'; it: Profile['consultations'][number] });

/** One history, whatever the channel: applications and consultations in one line of time, the newest first (J1). */
const historyOf = ({ cases, consultations }: Profile): Entry[] =>
  [
    ...cases.map(it => ({ key: it.id, at: it.submittedAt, what: 'case' as const, it })),
    ...consultations.map(it => ({ key: it.id, at: it.at, what: 'consultation' as const, it })),
  ].sort((one, other) => other.at.localeCompare(one.at));

/** What we know of the client in this conversation; that it was shown is written down. */
export function ClientHistory({ clientId, contactId }: { clientId: string; contactId: string }) {
  const { t, say, date, money } = useWords('counter');
  const profile = useCall(getClientProfile, { clientId, contactId }, { staleTime: Infinity });
  return (
    <aside className={styles.beside} aria-labelledby="client-history">
      <h3 id="client-history">{t('history.title')}</h3>
      <Loaded query={profile} what={t('history.what')} lines={3}>
        {found => (
          <>
            {(found.client.phone ?? found.client.email) && <p>{[found.client.phone, found.client.email].filter(Boolean).join(' · ')}</p>}
            {historyOf(found).length === 0 && <p className={styles.quiet}>{t('history.none')}</p>}
            <ol className={styles.choices}>
              {historyOf(found).map(entry => (
                <li key={entry.key} className={styles.candidate}>
                  <p className={styles.quiet}>
                    <time dateTime={entry.at}>{date(entry.at)}</time> · {t(`domain:channel.${entry.it.channel}`)}
                  </p>
                  {entry.what === 'case' ? (
                    <p>
                      <Link to="/work/cases/$caseId" params={{ caseId: entry.it.id }}>
                        {entry.it.code}
                      </Link>{' '}
                      {entry.it.service ? say(entry.it.service.title) : (entry.it.subject ?? t(`domain:kind.${entry.it.kind}`))} ·{' '}
                      {t(`domain:status.${entry.it.status}`)}
                    </p>
                  ) : (
                    <p>
                      {t('history.asked', { question: entry.it.question })} {entry.it.caseCode && <span className="figures">{entry.it.caseCode}</span>}
                    </p>
                  )}
                </li>
              ))}
            </ol>
            {found.payments.map(paid => (
              <p key={paid.caseCode + paid.orderedAt}>
                {t('history.paid', { code: paid.caseCode, amount: money(paid.amountCents), date: date(paid.orderedAt) })}
              </p>
            ))}
            <ConsentForm contactId={contactId} given={found.consents} onGiven={() => void profile.refetch()} />
          </>
        )}
      </Loaded>
    </aside>
  );
}
