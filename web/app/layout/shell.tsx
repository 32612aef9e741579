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
    if (!path) return undefined;
    if (first.current) {
      first.current = false;
      return undefined;
    }
    return focusHeading();
  }, [path]);
}

/** Now, or when it comes: a page that still loads has no heading yet. Who has gone elsewhere meanwhile is left there. Returns the way to stop. */
function focusHeading(): () => void {
  const before = document.activeElement;
  const observer = new MutationObserver(look);
  function look() {
    const heading = document.querySelector<HTMLElement>('main h1');
    const isElsewhere = document.activeElement !== before && document.activeElement !== document.body;
    if (!heading && !isElsewhere) return;
    observer.disconnect();
    if (!heading || isElsewhere) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  observer.observe(document.body, { childList: true, subtree: true });
  look();
  return () => observer.disconnect();
}
