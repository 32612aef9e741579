import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import { getClientProfile, type clientProfile } from '../../../contract/clients.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './case.module.css';

type Profile = z.output<typeof clientProfile>;

/** B4: the client in the round, as far as this case or their consent allows. Opened on purpose: each part shown is written down. */
export function ClientProfile({ clientId, caseId }: { clientId: string; caseId: string }) {
  const { t } = useWords('workplace');
  const [open, setOpen] = useState(false);
  const query = useCall(getClientProfile, { clientId, caseId }, { enabled: open });
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t('profile.open')}</Button>
      </div>
    );
  if (query.error) return query.error.slug === 'not-permitted' ? <Notice live>{t('profile.refused')}</Notice> : <ProblemView problem={query.error} />;
  return query.data ? <Parts profile={query.data} /> : <Waiting what={t('profile.what')} lines={4} />;
}

function Parts({ profile }: { profile: Profile }) {
  const { t, say, date, dateTime, money } = useWords('workplace');
  const { t: word } = useWords('domain');
  return (
    <section aria-labelledby="profile">
      <h3 id="profile">{t('profile.title')}</h3>
      <p className={styles.quiet}>{t(`profile.ground.${profile.ground}`)}</p>
      <Part title={t('profile.cases')} empty={t('profile.noCases')} shown={profile.parts.includes('cases')}>
        {profile.cases.map(it => (
          <li key={it.id}>
            <Link to="/work/cases/$caseId" params={{ caseId: it.id }}>
              {it.code} {it.service ? say(it.service.title) : (it.subject ?? word(`kind.${it.kind}`))}
            </Link>
            , {word(`status.${it.status}`)}
          </li>
        ))}
      </Part>
      <Part title={t('profile.consultations')} empty={t('profile.noConsultations')} shown={profile.parts.includes('consultations')}>
        {profile.consultations.map(it => (
          <li key={it.id}>
            <span className={styles.quiet}>
              {dateTime(it.at)} · {say(it.agency)} · {it.adviser}
            </span>
            <p>{it.question}</p>
            {it.answer && <p className={styles.quiet}>{it.answer}</p>}
          </li>
        ))}
      </Part>
      <Part title={t('profile.payments')} empty={t('profile.noPayments')} shown={profile.parts.includes('payments')}>
        {profile.payments.map(it => (
          <li key={`${it.caseCode} ${it.orderedAt}`}>
            {it.caseCode}: {money(it.amountCents)}, {date(it.orderedAt)}
          </li>
        ))}
      </Part>
    </section>
  );
}

/** A part that may not be shown is not there; one that may, and is empty, says so. */
function Part({ title, empty, shown, children }: { title: string; empty: string; shown: boolean; children: ReactNode[] }) {
  if (!shown) return null;
  return (
    <>
      <h4>{title}</h4>
      {children.length === 0 ? <p className={styles.quiet}>{empty}</p> : <ul className={styles.links}>{children}</ul>}
    </>
  );
}
