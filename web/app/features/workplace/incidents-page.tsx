import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { engineIncident } from '../../../contract/operations.ts';
import { listEngineIncidents, retryEngineIncident } from '../../../contract/operations.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { CheckList } from '../operations/check-list.tsx';
import { UndeliveredList } from '../templates/undelivered.tsx';
import { announce } from './announce.ts';
import { RegisterHealth } from './register-health.tsx';
import { useAct } from './use-act.ts';
import styles from './incidents-page.module.css';

type Incident = z.output<typeof engineIncident>;

/** For the operator: what is wrong with the platform, what stopped and why in plain words, and a button for when the cause is gone. */
export function IncidentsPage() {
  const { t } = useWords('workplace');
  useTitle(t('incidents.title'));
  const query = useCall(listEngineIncidents, {});
  return (
    <div className={styles.page}>
      <h1>{t('incidents.title')}</h1>
      <CheckList />
      <h2>{t('incidents.stuck')}</h2>
      <p>{t('incidents.intro')}</p>
      <RegisterHealth />
      <Loaded query={query} what={t('incidents.loading')}>
        {({ incidents }) =>
          incidents.length === 0 ? (
            <EmptyState title={t('incidents.empty')}>{t('incidents.emptyText')}</EmptyState>
          ) : (
            <ul className={styles.list}>
              {incidents.map(incident => (
                <IncidentItem key={incident.key} incident={incident} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <UndeliveredList />
    </div>
  );
}

function IncidentItem({ incident }: { incident: Incident }) {
  const { t, dateTime } = useWords('workplace');
  const { run, busy, problem } = useAct();
  const { key, caseId, caseCode, elementName, createdAt, errorType, message } = incident;
  const retry = async () => {
    await run(async () => {
      await call(retryEngineIncident, { key });
      announce(t('incidents.retried', { where: elementName }));
    });
    await reread(listEngineIncidents);
  };
  return (
    <li className={styles.item}>
      <div>
        <h3>{elementName}</h3>
        <p>{t([`incidents.causes.${errorType}`, 'incidents.causes.unknown'])}</p>
        <p className={styles.quiet}>
          {caseId ? (
            <Link to="/work/cases/$caseId" params={{ caseId }} search={{ tab: 'diagram' }}>
              {t('incidents.case')} {caseCode}
            </Link>
          ) : (
            t('incidents.noCase')
          )}{' '}
          · {t('incidents.since')} <time dateTime={createdAt}>{dateTime(createdAt)}</time>
        </p>
        <details>
          <summary>{t('incidents.details')}</summary>
          <pre className={styles.message}>{message}</pre>
        </details>
        {problem && (problem.slug === 'already-done' ? <Notice live>{t('incidents.gone')}</Notice> : <ProblemView problem={problem} />)}
      </div>
      <Button busy={busy} onClick={() => void retry()} aria-label={`${t('incidents.retry')}: ${elementName} ${caseCode ?? ''}`}>
        {t(busy ? 'incidents.retrying' : 'incidents.retry')}
      </Button>
    </li>
  );
}
