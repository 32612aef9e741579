import { Link, Outlet } from '@tanstack/react-router';
import { WORKING_ROLES } from '../../contract/words.ts';
import { SignedIn } from '../auth/signed-in.tsx';
import { useAuth } from '../auth/auth.ts';
import { CallBackLink } from '../features/contacts/call-back-link.tsx';
import { useWords } from '../i18n/use-words.ts';
import css from './layout.module.css';
import { TopBar } from './top-bar.tsx';

/** Who answers clients, and who keeps the words for it. */
const ANSWERING = new Set<string>(['kac-specialist', 'specialist', 'team-lead', 'service-manager', 'agency-admin']);

/** Who works on incidents and problems, leads those who do, or checks them. */
const ITIL = new Set<string>(['kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'service-manager', 'auditor']);

/** Frame of the workplace: a thin bar, the rest belongs to the page. */
export function StaffLayout() {
  const { t } = useWords();
  const { t: people } = useWords('people');
  const { t: problems } = useWords('problems');
  const auth = useAuth();
  const roles = auth.phase === 'signed-in' ? auth.roles : [];
  return (
    <div className={css.staff} data-density="dense">
      <TopBar home="/work" label={t('menu.staff')}>
        <Link to="/work/tasks">{t('nav.tasks')}</Link>
        <Link to="/work/cases">{t('nav.cases')}</Link>
        {roles.includes('kac-specialist') && <Link to="/work/register">{t('nav.register')}</Link>}
        {roles.includes('kac-specialist') && <CallBackLink />}
        {roles.some(role => ANSWERING.has(role)) && <Link to="/work/templates">{t('nav.templates')}</Link>}
        {roles.some(role => ANSWERING.has(role)) && <Link to="/work/calendar">{t('nav.calendar')}</Link>}
        {roles.some(role => ['kac-specialist', 'specialist', 'team-lead', 'auditor'].includes(role)) && <Link to="/work/originals">{t('nav.originals')}</Link>}
        {roles.some(role => ITIL.has(role)) && <Link to="/work/problems">{problems('nav')}</Link>}
        {roles.includes('team-lead') && <Link to="/work/escalations">{people('nav.escalations')}</Link>}
        {roles.some(role => WORKING_ROLES.includes(role)) && <Link to="/work/absences">{people('nav.absences')}</Link>}
        {roles.includes('platform-admin') && <Link to="/work/incidents">{t('nav.incidents')}</Link>}
        <Link to="/" activeOptions={{ exact: true }}>
          {t('nav.portal')}
        </Link>
      </TopBar>
      <main id="content" tabIndex={-1} className={css.workMain}>
        <SignedIn atOnce>
          <Outlet />
        </SignedIn>
      </main>
    </div>
  );
}
