import { Navigate } from '@tanstack/react-router';
import { useAuth } from '../../auth/auth.ts';
import { staffMenu } from '../../layout/staff-menu.ts';

/** Where a person's work is: what stands first in their menu. */
export function Home() {
  const auth = useAuth();
  const { bar, more } = staffMenu('roles' in auth ? auth.roles : []);
  return <Navigate to={(bar[0] ?? more[0])?.to ?? '/'} replace />;
}
