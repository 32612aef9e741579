import { Navigate, type LinkProps } from '@tanstack/react-router';
import { listViews } from '../../../contract/views.ts';
import { WORKING_ROLES } from '../../../contract/words.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { staffMenu } from '../../layout/staff-menu.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { defaultView, placeOf } from '../lists/place.ts';

/** Where a person's work is: the view they open with, their own before the team's; else what stands first in their menu. */
export function Home() {
  const { t } = useWords('lists');
  const auth = useAuth();
  const roles = 'roles' in auth ? auth.roles : [];
  const hasViews = roles.some(role => WORKING_ROLES.includes(role));
  const views = useCall(listViews, {}, { enabled: hasViews });
  if (hasViews && views.isPending) return <Waiting what={t('view.opening')} page />;
  const view = defaultView(views.data?.views ?? []);
  if (view) return <Navigate {...(placeOf(view.definition, view.id) as LinkProps)} replace />;
  const { bar, more } = staffMenu(roles);
  return <Navigate to={(bar[0] ?? more[0])?.to ?? '/'} replace />;
}
