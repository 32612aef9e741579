import { Link, Outlet } from '@tanstack/react-router';
import { SignedIn } from '../auth/signed-in.tsx';
import { useAuth } from '../auth/auth.ts';
import { CallBackCount } from '../features/contacts/call-back-count.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FocusKeeper } from './focus-keeper.ts';
import css from './layout.module.css';
import { MoreMenu } from './more-menu.tsx';
import { staffMenu, type StaffPlace } from './staff-menu.ts';
import { TopBar } from './top-bar.tsx';

/** On a phone only so many entries stay in the bar. */
const IN_NARROW_BAR = 2;

/** Frame of the workplace: a thin bar, the rest belongs to the page. */
export function StaffLayout() {
  const { t } = useWords();
  const auth = useAuth();
  const { bar, more } = staffMenu(auth.phase === 'signed-in' || auth.phase === 'expired' ? auth.roles : []);
  return (
    <div className={css.staff} data-density="dense">
      <FocusKeeper />
      <TopBar home="/work" label={t('menu.staff')}>
        {bar.map((place, at) => (
          <PlaceLink key={place.to} place={place} className={at < IN_NARROW_BAR ? undefined : css.wideOnly} />
        ))}
        <MoreMenu
          narrow={bar.slice(IN_NARROW_BAR).map(place => (
            <PlaceLink key={place.to} place={place} />
          ))}
        >
          {more.map(place => (
            <PlaceLink key={place.to} place={place} />
          ))}
        </MoreMenu>
      </TopBar>
      <main id="content" tabIndex={-1} className={css.workMain}>
        <SignedIn atOnce>
          <Outlet />
        </SignedIn>
      </main>
    </div>
  );
}

function PlaceLink({ place: { to, words }, className }: { place: StaffPlace; className?: string | undefined }) {
  const { t } = useWords();
  return (
    <Link to={to} className={className} activeOptions={{ exact: to === '/' }}>
      {t(words)}
      {to === '/work/call-backs' && <CallBackCount />}
    </Link>
  );
}
