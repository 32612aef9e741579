import { getRouteApi, Link } from '@tanstack/react-router';
import { getCase } from '../../../contract/cases.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { CaseActs, useCaseActs } from './case-acts.tsx';
import { CaseHeader } from './case-header.tsx';
import { CaseTabs, type CaseView } from './case-tabs.tsx';
import { OpenTasks } from './open-tasks.tsx';
import type { Tab } from './places.ts';
import styles from './case.module.css';

const route = getRouteApi('/work/staff/cases/$caseId');

/** One case for staff, without a task: to look, to answer a call, to escalate. */
export function StaffCasePage() {
  const { t } = useWords('workplace');
  const { caseId } = route.useParams();
  const { tab = 'form' } = route.useSearch();
  const query = useCall(getCase, { caseId });
  useTitle(query.data?.code);
  return (
    <div className={`${styles.pane} ${styles.page}`}>
      <h1 className="visually-hidden">
        {t('cases.one')} {query.data?.code}
      </h1>
      <Link to="/work/cases" className={styles.toCases}>
        ← {t('case.backToCases')}
      </Link>
      <Loaded query={query} what={t('case.loading')} lines={6}>
        {it => <Page it={it} tab={tab} />}
      </Loaded>
    </div>
  );
}

function Page({ it, tab }: { it: CaseView; tab: Tab }) {
  const acts = useCaseActs();
  return (
    <>
      <CaseHeader it={it} />
      <OpenTasks caseId={it.id} />
      <div className={styles.actions}>
        <CaseActs it={it} acts={acts} />
      </div>
      <CaseTabs it={it} tab={tab} />
    </>
  );
}
