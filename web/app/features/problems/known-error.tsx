import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { knownErrorView } from '../../../contract/incidents.ts';
import { useWords } from '../../i18n/use-words.ts';
import css from '../../ui/itil.module.css';

export type KnownError = z.output<typeof knownErrorView>;

/** What it is, how to recognise it, and what helps meanwhile: the workaround is what one reads out. */
export function KnownErrorItem({ it, heading: Heading = 'h3', action }: { it: KnownError; heading?: 'h2' | 'h3' | 'h4'; action?: ReactNode }) {
  const { t, say, date } = useWords('problems');
  return (
    <article className={css.known}>
      <Heading className={css.head}>{it.title}</Heading>
      <p className={css.words}>
        <strong>{t('known.workaround')}:</strong> {say(it.workaround)}
      </p>
      <p className={css.words}>
        <span className={css.quiet}>{t('known.symptoms')}:</span> {it.symptoms}
      </p>
      <p className={css.quiet}>
        {it.service && `${say(it.service.title)} · `}
        {t('known.problem')}{' '}
        <Link to="/work/cases/$caseId" params={{ caseId: it.problem.id }} search={{ tab: 'problem' }}>
          {it.problem.code}
        </Link>{' '}
        · {t('known.used', { count: it.used })}
        {it.publishedAt && ` · ${t('known.published', { date: date(it.publishedAt) })}`}
        {it.withdrawnAt && ` · ${t('known.withdrawn', { date: date(it.withdrawnAt) })}`}
      </p>
      {action}
    </article>
  );
}
