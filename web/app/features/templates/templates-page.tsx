import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { NoticeTemplates } from './notice-templates.tsx';
import { ReplyTemplates } from './reply-templates.tsx';
import css from './templates.module.css';

const route = getRouteApi('/work/staff/templates');

/** What we say to clients: notices, for those who keep their agency's words; words for answers, for everybody who answers. */
export function TemplatesPage() {
  const { t } = useWords('templates');
  useTitle(t('title'));
  const { part } = route.useSearch();
  const navigate = useNavigate();
  const auth = useAuth();
  const keepsNotices = 'roles' in auth && auth.roles.some(role => role === 'agency-admin' || role === 'service-manager');
  const items = [
    { id: 'replies', title: t('tabs.replies'), content: <ReplyTemplates /> },
    ...(keepsNotices ? [{ id: 'notices', title: t('tabs.notices'), content: <NoticeTemplates /> }] : []),
  ];
  const selected = items.some(({ id }) => id === part) ? part! : keepsNotices ? 'notices' : 'replies';
  return (
    <div className={css.page}>
      <h1>{t('title')}</h1>
      <p>{t('intro')}</p>
      <Tabs
        label={t('tabs.label')}
        items={items}
        selected={selected}
        onSelect={id => void navigate({ to: '/work/templates', search: { part: id === 'notices' ? 'notices' : 'replies' }, replace: true })}
      />
    </div>
  );
}
