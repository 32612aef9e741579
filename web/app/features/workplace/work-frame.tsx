import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { getMe } from '../../../contract/me.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { useEarly } from '../../ui/use-early.ts';
import { SearchBox } from '../lists/search-box.tsx';
import { ActionsDialog } from './actions-dialog.tsx';
import { useAnnounced } from './announce.ts';
import { focusPane } from './focus-pane.ts';
import { KeysDialog } from './keys-dialog.tsx';
import type { Queue } from './places.ts';
import { StaffNotices } from './staff-notices.tsx';
import { useKeys } from './use-keys.ts';
import styles from './work-frame.module.css';

const loadPalette = () => import('../lists/palette.tsx');
const Palette = lazy(() => loadPalette().then(it => ({ default: it.Palette })));

/** The workplace around its pages: refuses residents, searches, helps with keys, says what has been done. */
export function WorkFrame() {
  const auth = useAuth();
  const isStaff = 'roles' in auth && auth.roles.some(role => role !== 'resident');
  return isStaff ? <Frame /> : <Refused name={'name' in auth ? auth.name : ''} />;
}

function Frame() {
  const { t, say } = useWords('workplace');
  const [keysOpen, setKeysOpen] = useState(false);
  const [actionsOpen, setActionsOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const said = useAnnounced();
  useEarly(loadPalette);
  const me = useCall(getMe, {}, { staleTime: Infinity }).data;
  useKeys({
    help: () => setKeysOpen(true),
    search: () => search.current?.focus(),
    actions: () => setActionsOpen(true),
    palette: () => setPaletteOpen(true),
    ...useGoing(),
  });
  return (
    <div className={styles.frame}>
      <div className={styles.bar}>
        <div className={styles.search}>
          <SearchBox input={search} />
        </div>
        <p role="status" className={styles.said}>
          {said}
        </p>
        {me?.agency && <p className={styles.agency}>{say(me.agency.title)}</p>}
        <div className={styles.keys}>
          <Button look="quiet" onClick={() => setPaletteOpen(true)}>
            {t('nav.commands')} <kbd>Ctrl K</kbd>
          </Button>
          <Button look="quiet" onClick={() => setKeysOpen(true)}>
            {t('nav.keys')} <kbd>?</kbd>
          </Button>
        </div>
      </div>
      <StaffNotices />
      <Outlet />
      <KeysDialog open={keysOpen} onClose={() => setKeysOpen(false)} />
      <ActionsDialog open={actionsOpen} onClose={() => setActionsOpen(false)} />
      {paletteOpen && (
        <Suspense>
          <Palette onClose={() => setPaletteOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Ways to other places, from anywhere in the workplace. */
function useGoing() {
  const navigate = useNavigate();
  const queue = (to: Queue) => () => void navigate({ to: '/work/tasks', search: { queue: to } });
  return {
    'queue-mine': queue('mine'),
    'queue-team': queue('team'),
    'queue-unassigned': queue('unassigned'),
    'queue-all': queue('all'),
    'go-cases': () => void navigate({ to: '/work/cases' }),
    'go-register': () => void navigate({ to: '/work/register' }),
    'pane-queues': () => focusPane('queues'),
    'pane-list': () => focusPane('list'),
    'pane-case': () => focusPane('case'),
  };
}

function Refused({ name }: { name: string }) {
  const { t } = useWords('workplace');
  return (
    <>
      <h1 className="visually-hidden">{t('title')}</h1>
      <EmptyState title={t('refused.title')} action={<ButtonLink to="/cases">{t('refused.mine')}</ButtonLink>}>
        <p>{t('refused.text', { name })}</p>
      </EmptyState>
    </>
  );
}
