import { createRouter } from '@tanstack/react-router';
import { portalRoutes } from './features/portal/routes.tsx';
import { workplaceRoutes } from './features/workplace/routes.tsx';
import { CrashPage, NotFoundPage } from './layout/fallback-pages.tsx';
import { portalRoute, rootRoute, staffRoute } from './routes.tsx';
import { Waiting } from './ui/waiting.tsx';

const routeTree = rootRoute.addChildren([portalRoute.addChildren(portalRoutes), staffRoute.addChildren(workplaceRoutes)]);

export const makeRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: CrashPage,
    defaultPendingComponent: Waiting,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
