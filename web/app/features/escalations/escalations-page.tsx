import { Link } from '@tanstack/react-router';
import { listOpenEscalations } from '../../../contract/escalations.ts';
import { usePages } from '../../api/use-pages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Paged } from '../../ui/paged.tsx';
import { ageOf } from './age.ts';
import { EscalationItem, type Escalation } from './escalation-item.tsx';
import styles from './escalations.module.css';

/** What waits for the decision of my team's lead, and what is open in cases we own: the oldest first, with its age. */
export function EscalationsPage() {
  const { t } = useWords('people');
  useTitle(t('escalation.pageTitle'));
  const pages = usePages(listOpenEscalations, {});
  return (
    <div className={styles.page}>
      <h1>{t('escalation.pageTitle')}</h1>
      <p>{t('escalation.pageIntro')}</p>
      <Paged
        pages={pages}
        rowsOf={page => page.escalations}
        what={t('escalation.loading')}
        empty={{ title: t('escalation.pageEmpty'), text: t('escalation.pageEmptyText') }}
        more={t('escalation.more')}
      >
        {rows => (
          <ol className={styles.list}>
            {rows.map(it => (
              <EscalationItem key={it.id} it={it} heading="h2" title={<Heading it={it} />} />
            ))}
          </ol>
        )}
      </Paged>
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
