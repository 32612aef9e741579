import { StatusTag } from '../../ui/status-tag.tsx';
import { PARAMETERS } from '../../../contract/service-levels.ts';
import css from '../../ui/itil.module.css';
import type { Report } from './reports-tab.tsx';
import { useLevelWords } from './use-level-words.ts';

/** Target against fact, and everything that was measured, service by service. */
export function ReportTables({ it }: { it: Report }) {
  return (
    <>
      <Targets it={it} />
      {it.services.map(service => (
        <Measured key={service.service?.id ?? ''} it={service} />
      ))}
    </>
  );
}

function Targets({ it: { targets, period } }: { it: Report }) {
  const { t, serviceName, amount } = useLevelWords();
  if (targets.length === 0) return <p>{t('report.noTargets')}</p>;
  return (
    <ul className={css.list} aria-label={`${t('report.targets')} ${period}`}>
      {targets.map(({ service, parameter, target, fact, count, met }) => (
        <li key={`${service?.id} ${parameter}`} className={css.item}>
          <p className={css.tags}>
            <strong>
              {serviceName(service)}: {t(`parameter.${parameter}`)}
            </strong>
            <StatusTag level={met === null ? 'plain' : met ? 'on-time' : 'overdue'}>{t(met === null ? 'met.none' : met ? 'met.yes' : 'met.no')}</StatusTag>
            <span>
              {t('report.target', { target: amount(parameter, target) })} ·{' '}
              {fact === null ? t('report.noFact') : t('report.fact', { fact: amount(parameter, fact), count })}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Measured({ it: { service, closed, rated, facts } }: { it: Report['services'][number] }) {
  const { t, amount, serviceName } = useLevelWords();
  return (
    <details>
      <summary>
        {t('report.measured', { name: service ? serviceName(service) : t('noService') })} · {t('report.closed', { count: closed })},{' '}
        {t('report.rated', { count: rated })}
      </summary>
      <dl className={css.facts}>
        {PARAMETERS.map(parameter => {
          const found = facts.find(it => it.parameter === parameter);
          return (
            <div key={parameter} style={{ display: 'contents' }}>
              <dt>{t(`parameter.${parameter}`)}</dt>
              <dd>{found?.value == null ? t('report.noFact') : amount(parameter, found.value)}</dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}
