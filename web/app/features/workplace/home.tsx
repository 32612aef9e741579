import { Navigate } from '@tanstack/react-router';
import { WORKING_ROLES } from '../../../contract/words.ts';
import { useAuth } from '../../auth/auth.ts';

/** Where a person's work is: tasks for those who handle cases, trouble for the operator, cases for those who only look. */
export function Home() {
  const auth = useAuth();
  const roles = 'roles' in auth ? auth.roles : [];
  if (roles.some(role => WORKING_ROLES.includes(role))) return <Navigate to="/work/tasks" replace />;
  return roles.includes('platform-admin') ? <Navigate to="/work/incidents" replace /> : <Navigate to="/work/cases" replace />;
}
