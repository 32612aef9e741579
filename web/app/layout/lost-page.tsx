import { NotFoundPage } from './fallback-pages.tsx';
import { PortalLayout } from './portal-layout.tsx';

/** An address that no route knows: with the portal's header, so that people find their way on. */
export function LostPage() {
  return (
    <PortalLayout>
      <NotFoundPage />
    </PortalLayout>
  );
}
