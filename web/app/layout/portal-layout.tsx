import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCall } from '../api/use-call.ts';
import { getSettings } from '../../contract/me.ts';
import { useAuth } from '../auth/auth.ts';
import { useWords } from '../i18n/use-words.ts';
import css from './layout.module.css';
import { TopBar } from './top-bar.tsx';

/** Header, content and footer of the portal: around the page of the route, or around `children` where no route is met. */
export function PortalLayout({ children = <Outlet /> }: { children?: ReactNode }) {
  const { t } = useWords();
  const auth = useAuth();
  const settings = useCall(getSettings, {}, { staleTime: Infinity }).data;
  const isStaff = auth.phase === 'signed-in' && auth.roles.some(role => role !== 'resident');

  return (
    <div className={css.portal}>
      <TopBar home="/" label={t('menu.main')}>
        <Link to="/" activeOptions={{ exact: true }}>
          {t('nav.services')}
        </Link>
        <Link to="/cases">{t('nav.myCases')}</Link>
        <Link to="/ask">{t('nav.ask')}</Link>
        {isStaff && <Link to="/work">{t('nav.work')}</Link>}
      </TopBar>
      <main id="content" tabIndex={-1} className={css.main}>
        {children}
      </main>
      <footer className={css.footer}>
        <div className={css.bar}>
          <Link to="/accessibility">{t('footer.accessibility')}</Link>
          {settings && <span>{t('footer.release', { release: settings.release })}</span>}
          {settings?.demo && <strong>{t('footer.demo')}</strong>}
        </div>
      </footer>
    </div>
  );
}
