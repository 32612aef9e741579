import { Link } from '@tanstack/react-router';
import { getMe } from '../../../contract/me.ts';
import { listTerms } from '../../../contract/terms.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { ReopeningSetting } from './reopening-setting.tsx';
import css from './settings.module.css';
import { TermList } from './term-list.tsx';

/** What an agency sets for its cases (P10.5, B29): dated terms, the period for reopening; its working time is on the calendar. */
export function SettingsPage() {
  const { t, say } = useWords('settings');
  useTitle(t('title'));
  const me = useCall(getMe, {}, { staleTime: Infinity }).data;
  const agencyId = me?.agency?.id ?? '';
  const terms = useCall(listTerms, { agencyId }, { enabled: agencyId !== '' });
  return (
    <div className={css.page}>
      <h1>{t('title')}</h1>
      {me?.agency && <p className={css.quiet}>{say(me.agency.title)}</p>}
      <Loaded query={terms} what={t('term.loading')} lines={8}>
        {found => <TermList agencyId={agencyId} general={me?.roles.includes('platform-admin') ?? false} found={found} />}
      </Loaded>
      {agencyId !== '' && (
        <ReopeningSetting agencyId={agencyId} mayChange={me?.roles.some(role => role === 'agency-admin' || role === 'platform-admin') ?? false} />
      )}
      <section aria-labelledby="working-time">
        <h2 id="working-time">{t('time.title')}</h2>
        <p>
          {t('time.text')} <Link to="/work/calendar">{t('time.link')}</Link>
        </p>
      </section>
    </div>
  );
}
