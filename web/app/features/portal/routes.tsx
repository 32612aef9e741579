import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { portalRoute } from '../../routes.tsx';
import { StartPage } from './start-page.tsx';

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
  component: lazyRouteComponent(() => import('./service-page.tsx'), 'ServicePage'),
});

const apply = createRoute({
  getParentRoute: () => portalRoute,
  path: 'services/$serviceId/apply',
  component: lazyRouteComponent(() => import('./apply-page.tsx'), 'ApplyPage'),
});

const ask = createRoute({ getParentRoute: () => portalRoute, path: 'ask', component: lazyRouteComponent(() => import('./ask-page.tsx'), 'AskPage') });

const myCases = createRoute({
  getParentRoute: () => portalRoute,
  path: 'cases',
  validateSearch: (search: Record<string, unknown>): { code?: string } => (typeof search.code === 'string' ? { code: search.code } : {}),
  component: lazyRouteComponent(() => import('./my-cases-page.tsx'), 'MyCasesPage'),
});

const oneCase = createRoute({
  getParentRoute: () => portalRoute,
  path: 'cases/$caseId',
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
  component: lazyRouteComponent(() => import('./notifications-page.tsx'), 'NotificationsPage'),
});

export const portalRoutes = [start, service, apply, ask, myCases, oneCase, accessibility, notifications] as const;
