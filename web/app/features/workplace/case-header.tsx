import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CaseCode } from '../../ui/case-code.tsx';
import { DeadlineClock } from '../../ui/deadline-clock.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import type { CaseView } from './case-tabs.tsx';

import styles from './case.module.css';

/** Code, what it is about, where it stands, with whom, by when and why that date. */
export function CaseHeader({ it }: { it: CaseView }) {
  const { t, say } = useWords('workplace');
  const { t: word } = useWords('domain');
  const auth = useAuth();
  const mine = 'id' in auth && it.assignee?.id === auth.id;
  const who = mine ? t('case.withYou') : t('case.with', { who: it.assignee?.name ?? (it.turn === 'client' ? t('who.client') : say(it.agency.title)) });
  const closed = it.outcome !== null && it.status === 'closed';
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h2>{it.service ? say(it.service.title) : (it.subject ?? t('case.noSubject'))}</h2>
        <CaseCode code={it.code} />
      </div>
      <DeadlineClock deadline={it.deadline} />
      <p className={styles.now}>
        {closed && it.outcome
          ? t('case.closed', { outcome: word(`outcome.${it.outcome}`) })
          : `${t('case.now', { what: it.milestone ? say(it.milestone) : word(`status.${it.status}`) })} · ${who}`}
      </p>
      <p className={styles.tags}>
        <StatusTag level={it.waitsFor ? 'waiting' : closed ? 'done' : 'plain'}>{word(`status.${it.status}`)}</StatusTag>
        <StatusTag level={it.priority <= 2 ? 'soon' : 'plain'}>{t('tag.priority', { n: it.priority })}</StatusTag>
        {it.escalated && <StatusTag level="overdue">{t('tag.escalated')}</StatusTag>}
        {it.overdue && <StatusTag level="overdue">{t('tag.overdue')}</StatusTag>}
      </p>
    </header>
  );
}
