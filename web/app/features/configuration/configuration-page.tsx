import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { getMe } from '../../../contract/me.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AuditsTab } from './audits-tab.tsx';
import { ImportTab } from './import-tab.tsx';
import { ItemsTab } from './items-tab.tsx';
import type { CONFIGURATION_TABS } from './places.ts';
import { PlanTab } from './plan-tab.tsx';
import { ServicesTab } from './services-tab.tsx';
import css from './configuration.module.css';

const route = getRouteApi('/work/staff/configuration');
const READERS = ['kac-specialist', 'specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin', 'platform-admin', 'auditor'];
const EDITORS = ['specialist', 'team-lead', 'service-manager', 'process-owner', 'agency-admin'];

/** P6: the register of what services rest on. */
export function ConfigurationPage() {
  const { t } = useWords('configuration');
  useTitle(t('title'));
  const auth = useAuth();
  const roles = 'roles' in auth ? auth.roles : [];
  const me = useCall(getMe, {}, { staleTime: Infinity });
  const reads = roles.some(role => READERS.includes(role));
  return (
    <div className={css.page}>
      <h1>{t('title')}</h1>
      {reads ? (
        <Loaded query={me} what={t('loading')}>
          {({ agency }) => <Parts agencyId={agency?.id ?? ''} mayEdit={agency !== null && roles.some(role => EDITORS.includes(role))} />}
        </Loaded>
      ) : (
        <EmptyState title={t('refused.title')}>{t('refused.text')}</EmptyState>
      )}
    </div>
  );
}

function Parts({ agencyId, mayEdit }: { agencyId: string; mayEdit: boolean }) {
  const { t } = useWords('configuration');
  const navigate = useNavigate();
  const { tab = 'items' } = route.useSearch();
  const items = [
    { id: 'items', title: t('tab.items'), content: <ItemsTab agencyId={agencyId} mayEdit={mayEdit} /> },
    { id: 'services', title: t('tab.services'), content: <ServicesTab /> },
    ...(mayEdit ? [{ id: 'import', title: t('tab.import'), content: <ImportTab /> }] : []),
    { id: 'audits', title: t('tab.audits'), content: <AuditsTab /> },
    { id: 'plan', title: t('tab.plan'), content: <PlanTab agencyId={agencyId} /> },
  ];
  return (
    <>
      <p className={css.lead}>{t('lead')}</p>
      <Tabs
        label={t('tab.label')}
        items={items}
        selected={items.some(it => it.id === tab) ? tab : 'items'}
        onSelect={id => void navigate({ to: '.', search: { tab: id as (typeof CONFIGURATION_TABS)[number] }, replace: true })}
      />
    </>
  );
}
