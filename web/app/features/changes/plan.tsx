import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { FactList } from '../problems/fact-list.tsx';
import type { Change } from './change-panel.tsx';
import css from './changes.module.css';

/** P5.6: when, with what, at which risk and how it is undone; what collides stands above. */
export function Plan({ it }: { it: Change }) {
  const { t, say, money, dateTime } = useWords('changes');
  const { plan } = it;
  if (!plan || !it.start || !it.end) return null;
  const facts: [string, ReactNode][] = [
    [t('plan.time'), `${dateTime(it.start)} – ${dateTime(it.end)}`],
    [t('plan.resources'), <span className={css.words}>{plan.resources}</span>],
    [t('plan.effort'), `${t('hours', { count: plan.hours })}, ${money(plan.costCents)}`],
    [t('assessment.risk'), t(`risk.${plan.risk}`)],
    [t('plan.backOut'), <span className={css.words}>{plan.backOut}</span>],
    [t('plan.interruption'), plan.interruption ?? t('plan.noInterruption')],
    [t('plan.watch'), t('days', { count: plan.watchDays })],
    [t('plan.by'), [plan.by?.name, dateTime(plan.at)].filter(Boolean).join(', ')],
  ];
  return (
    <section className={css.section} aria-labelledby="plan">
      <h3 id="plan">{t('plan.title')}</h3>
      {it.collisions.map(other => (
        <Notice key={other.id} level="overdue">
          <p>
            {t('plan.collides', { start: dateTime(other.start), end: dateTime(other.end) })}{' '}
            <Link to="/work/changes/$changeId" params={{ changeId: other.id }}>
              {other.code}
            </Link>
            : {[...other.items, ...other.services.map(each => say(each.title))].join(', ')}
          </p>
        </Notice>
      ))}
      <FactList facts={facts} />
    </section>
  );
}

/** P5.7: what was done, and which items got which status (M15). */
export function Steps({ it }: { it: Change }) {
  const { t, dateTime } = useWords('changes');
  const { t: configuration } = useWords('configuration');
  if (it.steps.length === 0 && !it.startedAt) return null;
  const facts: [string, ReactNode][] = [
    [t('steps.started'), it.startedAt && dateTime(it.startedAt)],
    [t('steps.implemented'), it.implementedAt && dateTime(it.implementedAt)],
  ];
  return (
    <section className={css.section} aria-labelledby="steps">
      <h3 id="steps">{t('steps.title')}</h3>
      <FactList facts={facts} />
      <ol className={css.list}>
        {it.steps.map(step => (
          <li key={`${step.at} ${step.tried}`} className={css.item}>
            {step.tried && <p className={css.words}>{step.tried}</p>}
            {step.found && <p className={css.words}>{t('steps.found', { words: step.found })}</p>}
            <p className={css.quiet}>{[step.by?.name, dateTime(step.at)].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ol>
      {it.itemsSet.length > 0 && (
        <ul>
          {it.itemsSet.map(item => (
            <li key={item.identifier}>
              {t(item.fault ? 'steps.itemLeft' : 'steps.itemSet', { item: item.identifier, status: configuration(`status.${item.to}`) })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** P5.8: measured against the incidents before and after. */
export function Evaluation({ it }: { it: Change }) {
  const { t, money, dateTime } = useWords('changes');
  const { incidents, evaluation } = it;
  if (!incidents && !evaluation) return null;
  const facts: [string, ReactNode][] = evaluation
    ? [
        [t('evaluation.goal'), t(`goal.${evaluation.goalReached}`)],
        [t('evaluation.result'), <span className={css.words}>{evaluation.result}</span>],
        [t('evaluation.incidents'), t('evaluation.counted', { before: evaluation.incidentsBefore, after: evaluation.incidentsAfter })],
        [
          t('evaluation.spent'),
          t('evaluation.against', {
            spent: `${t('hours', { count: evaluation.hours })}, ${money(evaluation.costCents)}`,
            planned: `${t('hours', { count: it.plan?.hours ?? 0 })}, ${money(it.plan?.costCents ?? 0)}`,
          }),
        ],
        [t('evaluation.by'), [evaluation.by?.name, dateTime(evaluation.at)].filter(Boolean).join(', ')],
      ]
    : [
        [
          t('evaluation.incidents'),
          incidents && t('evaluation.since', { before: incidents.before, after: incidents.after, days: t('days', { count: incidents.days }) }),
        ],
      ];
  return (
    <section className={css.section} aria-labelledby="evaluation">
      <h3 id="evaluation">{t('evaluation.title')}</h3>
      <FactList facts={facts} />
    </section>
  );
}
