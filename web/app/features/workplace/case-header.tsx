import { getLog } from '../../../contract/log.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CaseCode } from '../../ui/case-code.tsx';
import { DeadlineClock } from '../../ui/deadline-clock.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { timelineSentence } from '../../ui/timeline-words.ts';
import { CasePresence } from '../presence/case-presence.tsx';
import type { CaseView } from './case-tabs.tsx';
import { staffNow } from './staff-now.ts';
import styles from './case.module.css';

/** Five seconds: what it is about; whose turn, by when and why; how the clock stands; what happened last. */
export function CaseHeader({ it }: { it: CaseView }) {
  const words = useWords('workplace');
  const { t, say } = words;
  const { t: word } = useWords('domain');
  const auth = useAuth();
  const closed = it.outcome !== null && it.status === 'closed';
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h2>{it.service ? say(it.service.title) : (it.subject ?? t('case.noSubject'))}</h2>
        <CaseCode code={it.code} />
      </div>
      <p className={styles.now}>{staffNow(it, 'id' in auth ? auth.id : null, words)}</p>
      <DeadlineClock deadline={it.deadline} />
      <LastEvent caseId={it.id} />
      <p className={styles.tags}>
        <StatusTag level={it.waitsFor ? 'waiting' : closed ? 'done' : 'plain'}>{word(`status.${it.status}`)}</StatusTag>
        <StatusTag level={it.priority <= 2 ? 'soon' : 'plain'}>{t('tag.priority', { n: it.priority })}</StatusTag>
        {it.proposed?.state === 'open' && <StatusTag level="waiting">{t('proposed.open')}</StatusTag>}
        {it.escalated && <StatusTag level="overdue">{t('tag.escalated')}</StatusTag>}
        {it.overdue && <StatusTag level="overdue">{t('tag.overdue')}</StatusTag>}
      </p>
      <CasePresence key={it.id} caseId={it.id} enabled={it.may.includes('note')} />
    </header>
  );
}

function LastEvent({ caseId }: { caseId: string }) {
  const words = useWords('domain');
  const { t } = useWords('workplace');
  const last = useCall(getLog, { caseId, of: 'event', limit: 1 }).data?.entries[0];
  if (last?.of !== 'event') return null;
  return (
    <p className={styles.quiet}>
      {t('now.last')}: {timelineSentence(last, words)}, <time dateTime={last.at}>{words.dateTime(last.at)}</time>
    </p>
  );
}
