import { Link } from '@tanstack/react-router';
import { listOpenEscalations } from '../../../contract/escalations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { usePages } from '../workplace/use-pages.ts';
import { ageOf } from './age.ts';
import { EscalationItem, type Escalation } from './escalation-item.tsx';
import styles from './escalations.module.css';

/** What waits for the decision of my team's lead, and what is open in cases we own: the oldest first, with its age. */
export function EscalationsPage() {
  const { t } = useWords('people');
  useTitle(t('escalation.pageTitle'));
  const pages = usePages(listOpenEscalations, {});
  const rows = pages.data?.flatMap(page => page.escalations) ?? [];
  return (
    <div className={styles.page}>
      <h1>{t('escalation.pageTitle')}</h1>
      <p>{t('escalation.pageIntro')}</p>
      {pages.isPending && <Waiting what={t('escalation.loading')} lines={6} />}
      {pages.isError && !pages.data && <ProblemView problem={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && rows.length === 0 && <EmptyState title={t('escalation.pageEmpty')}>{t('escalation.pageEmptyText')}</EmptyState>}
      <ol className={styles.list}>
        {rows.map(it => (
          <EscalationItem key={it.id} it={it} heading="h2" title={<Heading it={it} />} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('escalation.more')}
        </Button>
      )}
    </div>
  );
}

type Row = Escalation & { case: { id: string; code: string; title: { lv: string; en: string } } };

function Heading({ it }: { it: Row }) {
  const { t, say } = useWords('people');
  const { unit, count } = ageOf(it.at, new Date());
  const age = unit === 'now' ? t('escalation.now') : t(`escalation.${unit}`, { count });
  return (
    <>
      <Link to="/work/cases/$caseId" params={{ caseId: it.case.id }}>
        {it.case.code}
      </Link>
      <span>{say(it.case.title)}</span>
      <span className={styles.quiet}>
        {t('escalation.age')}: {age} · {it.task?.assignee ? t('escalation.assignee', { name: it.task.assignee.name }) : t('escalation.nobody')}
      </span>
      {it.task && (
        <ButtonLink look="plain" to="/work/tasks" search={{ queue: 'all', task: it.task.key }} aria-label={`${t('escalation.decide')}: ${it.case.code}`}>
          {t('escalation.decide')}
        </ButtonLink>
      )}
    </>
  );
}
