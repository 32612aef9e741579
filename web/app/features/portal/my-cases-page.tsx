import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import type { z } from 'zod';
import { listMyCases, type caseSummary } from '../../../contract/cases.ts';
import { useCall } from '../../api/use-call.ts';
import { SignedIn } from '../../auth/signed-in.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { caseLevel, caseWord } from '../../ui/case-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { MyConsents } from '../contacts/my-consents.tsx';
import { MyConsultations } from '../contacts/consultations.tsx';
import css from './my-cases-page.module.css';

type Summary = z.infer<typeof caseSummary>;
const route = getRouteApi('/portal/cases');
const MOST = 100;

/** Cases by whose turn it is: the reader's own on top. */
export const byTurn = (cases: Summary[]) => ({
  yours: cases.filter(it => it.status !== 'closed' && it.turn === 'client'),
  open: cases.filter(it => it.status !== 'closed' && it.turn !== 'client'),
  closed: cases.filter(it => it.status === 'closed'),
});

export function MyCasesPage() {
  const { t } = useWords('portal');
  useTitle(t('cases.title'));
  return (
    <div className={css.page}>
      <h1>{t('cases.title')}</h1>
      <SignedIn>
        <MyCases />
        <MyConsultations />
        <MyConsents />
        <p>
          <Link to="/notifications">{t('notifications.link')}</Link>
        </p>
      </SignedIn>
    </div>
  );
}

function MyCases() {
  const { t } = useWords('portal');
  const { code } = route.useSearch();
  const mine = useCall(listMyCases, { limit: MOST });
  return (
    <Loaded query={mine} what={t('cases.what')} lines={5}>
      {({ cases }) => {
        const sought = code && cases.find(it => it.code === code);
        if (sought) return <Navigate to="/cases/$caseId" params={{ caseId: sought.id }} replace />;
        const groups = byTurn(cases);
        return (
          <>
            {code && (
              <Notice level="waiting">
                <p>
                  <strong>{t('cases.notYours', { code })}</strong>
                </p>
                <p>{t('cases.notYoursWhy')}</p>
              </Notice>
            )}
            {cases.length === 0 && (
              <EmptyState title={t('cases.none')} action={<ButtonLink to="/">{t('cases.browse')}</ButtonLink>}>
                <p>{t('cases.noneWhy')}</p>
              </EmptyState>
            )}
            {(['yours', 'open', 'closed'] as const).map(
              group =>
                groups[group].length > 0 && (
                  <section key={group} aria-labelledby={group}>
                    <h2 id={group}>{t(`cases.${group}`)}</h2>
                    <ul className={css.list}>
                      {groups[group].map(it => (
                        <CaseRow key={it.id} it={it} />
                      ))}
                    </ul>
                  </section>
                ),
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function CaseRow({ it }: { it: Summary }) {
  const { t, say, date } = useWords('portal');
  const title = it.kind === 'service-request' && it.service ? say(it.service.title) : (it.subject ?? t(`domain:kind.${it.kind}`));
  return (
    <li className={css.row}>
      <div className={css.what}>
        <h3>
          <Link to="/cases/$caseId" params={{ caseId: it.id }} className={css.title}>
            {title}
          </Link>
        </h3>
        <p>
          {it.status !== 'closed' && it.milestone ? say(it.milestone) : t('cases.submitted', { date: date(it.submittedAt) })}
          {it.unreadMessages > 0 && <strong> · {t('cases.unread', { count: it.unreadMessages })}</strong>}
        </p>
        <p className={css.quiet}>
          <span className="figures">{it.code}</span> · {t(`domain:kind.${it.kind}`)}
        </p>
      </div>
      <div className={css.state}>
        <StatusTag level={caseLevel(it)}>{it.turn === 'client' && it.status !== 'closed' ? t('domain:turn.client') : t(`domain:${caseWord(it)}`)}</StatusTag>
        {it.status !== 'closed' && it.dueAt && (
          <p className={css.quiet}>{it.overdue ? t('domain:clock.lateToday') : t('domain:clock.due', { date: date(it.dueAt) })}</p>
        )}
      </div>
    </li>
  );
}
