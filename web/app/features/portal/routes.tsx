import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { loadWords } from '../../i18n/i18n.ts';
import { portalRoute } from '../../routes.tsx';
import { StartPage } from './start-page.tsx';

/** Words of everything behind the first page, which does without them. */
const words = () => loadWords('domain', 'documents');

const start = createRoute({
  getParentRoute: () => portalRoute,
  path: '/',
  component: StartPage,
  validateSearch: (search: Record<string, unknown>): { q?: string; category?: string } => ({
    ...(typeof search.q === 'string' && search.q && { q: search.q }),
    ...(typeof search.category === 'string' && { category: search.category }),
  }),
});

const service = createRoute({
  getParentRoute: () => portalRoute,
  path: 'services/$serviceId',
  loader: words,
  component: lazyRouteComponent(() => import('./service-page.tsx'), 'ServicePage'),
});

const apply = createRoute({
  getParentRoute: () => portalRoute,
  path: 'services/$serviceId/apply',
  loader: words,
  component: lazyRouteComponent(() => import('./apply-page.tsx'), 'ApplyPage'),
});

const ask = createRoute({
  getParentRoute: () => portalRoute,
  path: 'ask',
  loader: words,
  component: lazyRouteComponent(() => import('./ask-page.tsx'), 'AskPage'),
});

const myCases = createRoute({
  getParentRoute: () => portalRoute,
  path: 'cases',
  loader: words,
  validateSearch: (search: Record<string, unknown>): { code?: string } => (typeof search.code === 'string' ? { code: search.code } : {}),
  component: lazyRouteComponent(() => import('./my-cases-page.tsx'), 'MyCasesPage'),
});

const oneCase = createRoute({
  getParentRoute: () => portalRoute,
  path: 'cases/$caseId',
  loader: words,
  validateSearch: (search: Record<string, unknown>): { sent?: true } => (search.sent ? { sent: true } : {}),
  component: lazyRouteComponent(() => import('./case-page.tsx'), 'CasePage'),
});

const accessibility = createRoute({
  getParentRoute: () => portalRoute,
  path: 'accessibility',
  component: lazyRouteComponent(() => import('./accessibility-page.tsx'), 'AccessibilityPage'),
});

const notifications = createRoute({
  getParentRoute: () => portalRoute,
  path: 'notifications',
  loader: words,
  component: lazyRouteComponent(() => import('./notifications-page.tsx'), 'NotificationsPage'),
});

export const portalRoutes = [start, service, apply, ask, myCases, oneCase, accessibility, notifications] as const;
