import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { LostPage } from './layout/lost-page.tsx';
import { PortalLayout } from './layout/portal-layout.tsx';
import { Shell } from './layout/shell.tsx';
import { loadWords } from './i18n/i18n.ts';

/**
 * The two halves of the application. Pages hang below `portalRoute` or `staffRoute`; both halves load their own code and
 * words, so that a citizen never fetches the workplace.
 */
export const rootRoute = createRootRoute({ component: Shell, notFoundComponent: LostPage });

export const portalRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'portal',
  component: () => <PortalLayout />,
  loader: () => loadWords('portal'),
});

export const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'work',
  component: lazyRouteComponent(() => import('./layout/staff-layout.tsx'), 'StaffLayout'),
  loader: () => loadWords('workplace', 'people', 'domain', 'bulk'),
});
