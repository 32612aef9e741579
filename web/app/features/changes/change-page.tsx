import { getRouteApi, Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { ChangePanel } from './change-panel.tsx';
import css from './changes.module.css';

const route = getRouteApi('/work/staff/changes/$changeId');

/** One change by itself: also for members of boards who do not see its case. */
export function ChangePage() {
  const { t } = useWords('changes');
  const { changeId } = route.useParams();
  useTitle(t('one'));
  return (
    <div className={css.page}>
      <p>
        <Link to="/work/changes">{t('back')}</Link>
      </p>
      <h1>{t('one')}</h1>
      <ChangePanel changeId={changeId} alone />
    </div>
  );
}
