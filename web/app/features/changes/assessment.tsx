import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { FactList } from '../problems/fact-list.tsx';
import type { Change } from './change-panel.tsx';
import css from './changes.module.css';

/** P5.3: what it touches, what that hits further on (M16), what it costs and what may go wrong. */
export function Assessment({ it }: { it: Change }) {
  const { t, money, dateTime } = useWords('changes');
  const { assessment } = it;
  if (!assessment) return null;
  const facts: [string, ReactNode][] = [
    [t('assessment.recommends'), `${t(`recommends.${assessment.recommends}`)}: ${assessment.recommendation}`],
    [t('assessment.risk'), [it.risk && t(`risk.${it.risk}`), assessment.risk].filter(Boolean).join(': ')],
    [t('assessment.effort'), t('hours', { count: assessment.effortHours })],
    [t('assessment.cost'), money(assessment.costCents)],
    [t('assessment.items'), assessment.items.length > 0 && <Items items={assessment.items} />],
    [t('assessment.by'), [assessment.by?.name, dateTime(assessment.at)].filter(Boolean).join(', ')],
  ];
  return (
    <section className={css.section} aria-labelledby="assessment">
      <h3 id="assessment">{t('assessment.title')}</h3>
      <FactList facts={facts} />
      <Impact it={it} />
    </section>
  );
}

function Items({ items }: { items: NonNullable<Change['assessment']>['items'] }) {
  return (
    <span className={css.head}>
      {items.map(item =>
        item.id ? (
          <Link key={item.identifier} to="/work/configuration/$itemId" params={{ itemId: item.id }}>
            {item.identifier} {item.name}
          </Link>
        ) : (
          <span key={item.identifier}>{item.identifier}</span>
        ),
      )}
    </span>
  );
}

function Impact({ it }: { it: Change }) {
  const { t, say } = useWords('changes');
  if (it.impact.length === 0) return null;
  return (
    <>
      <h4>{t('impact.title')}</h4>
      <ul className={css.list}>
        {it.impact.map(service => (
          <li key={service.id} className={css.item}>
            <p>
              {say(service.title)}: {t('impact.cases', { count: service.cases })}
            </p>
            <p className={css.quiet}>{t('impact.through', { items: service.through.join(', ') })}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** P5.5: every decision, the newest first. */
export function Decisions({ it }: { it: Change }) {
  const { t, date, dateTime } = useWords('changes');
  if (it.decisions.length === 0) return null;
  return (
    <section className={css.section} aria-labelledby="decisions">
      <h3 id="decisions">{t('decisions')}</h3>
      <ol className={css.list}>
        {it.decisions.map(each => (
          <li key={each.at} className={css.item}>
            <p>
              <strong>{t(`decision.${each.outcome}`)}</strong>
              {each.acceptedRisk && ` · ${t('acceptedRisk', { risk: t(`risk.${each.acceptedRisk}`) })}`}
              {each.deferUntil && ` · ${t('until', { date: date(each.deferUntil) })}`}
            </p>
            <p className={css.words}>{each.grounds}</p>
            {each.conditions && <p className={css.words}>{t('conditions', { words: each.conditions })}</p>}
            <p className={css.quiet}>{[each.beforehand && t('beforehand'), each.by?.name, dateTime(each.at)].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
