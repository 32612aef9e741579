import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { getServiceLevels } from '../../../contract/service-levels.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import css from '../../ui/itil.module.css';
import { AgreementsTab } from './agreements-tab.tsx';
import { DemandTab } from './demand-tab.tsx';
import type { LevelTab } from './places.ts';
import { PlanTab } from './plan-tab.tsx';
import { ReportsTab } from './reports-tab.tsx';

const route = getRouteApi('/work/staff/service-levels');
const READERS = ['kac-specialist', 'specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin'];

/** P10: what level of a service was asked for, planned, agreed and delivered, and what follows where it was not. */
export function ServiceLevelsPage() {
  const { t } = useWords('levels');
  useTitle(t('title'));
  const auth = useAuth();
  const reads = 'roles' in auth && auth.roles.some(role => READERS.includes(role));
  return (
    <div className={css.page}>
      <h1>{t('title')}</h1>
      {reads ? <Parts /> : <EmptyState title={t('refused.title')}>{t('refused.text')}</EmptyState>}
    </div>
  );
}

function Parts() {
  const { t, say } = useWords('levels');
  const navigate = useNavigate();
  const { tab = 'reports' } = route.useSearch();
  const query = useCall(getServiceLevels, {});
  return (
    <Loaded query={query} what={t('loading')} lines={8}>
      {found => (
        <>
          <p className={css.lead}>
            {say(found.agency.title)}. {t('lead')}
          </p>
          <Tabs
            label={t('tab.label')}
            selected={tab}
            onSelect={id => void navigate({ to: '.', search: { tab: id as LevelTab }, replace: true })}
            items={[
              { id: 'reports', title: t('tab.reports'), content: <ReportsTab /> },
              { id: 'plan', title: t('tab.plan'), content: <PlanTab found={found} /> },
              { id: 'agreements', title: t('tab.agreements'), content: <AgreementsTab found={found} /> },
              { id: 'demand', title: t('tab.demand'), content: <DemandTab found={found} /> },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
