import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, lazy, Suspense } from 'react';
import { useAuth } from '../auth/auth.ts';
import { OfflineBanner } from '../ui/offline-banner.tsx';

const ExpiredDialog = lazy(() => import('./expired-dialog.tsx').then(module => ({ default: module.ExpiredDialog })));

/** What every page has: the offline banner, the window of an ended sign-in, and focus on the heading after each change of page. */
export function Shell() {
  const auth = useAuth();
  useHeadingFocus();
  return (
    <>
      <OfflineBanner />
      <Outlet />
      {auth.phase === 'expired' && (
        <Suspense>
          <ExpiredDialog />
        </Suspense>
      )}
    </>
  );
}

/** A new page is announced by its heading, as a browser would do on a real load. */
function useHeadingFocus() {
  const path = useRouterState({ select: state => state.resolvedLocation?.pathname });
  const first = useRef(true);
  useEffect(() => {
    if (!path) return;
    if (first.current) {
      first.current = false;
      return;
    }
    const heading = document.querySelector<HTMLElement>('main h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }, [path]);
}
