import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { listStaffNotices, NOTICED_ROLES, readStaffNotice } from '../../../contract/staff-notices.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './staff-notices.module.css';

/** So many stay in sight; work needs the rest of the window. */
const SHOWN = 2;

/** What colleagues have done with my work, the newest first, at once and on every page, until I have read it. */
export function StaffNotices() {
  const { t, say } = useWords('people');
  const [isOpen, setOpen] = useState(false);
  const auth = useAuth();
  const works = 'roles' in auth && auth.roles.some(role => NOTICED_ROLES.includes(role));
  const notices = useCall(listStaffNotices, {}, { enabled: works }).data?.notices ?? [];
  const read = async (noticeId: string) => {
    await call(readStaffNotice, { noticeId }).catch(() => {}); // not read stays on screen: the list is read again
    await reread(listStaffNotices);
  };
  return (
    <section className={styles.notices} aria-label={t('notice.label')} role="status">
      {notices.slice(0, isOpen ? undefined : SHOWN).map(({ id, name, by, case: it, task, words }) => (
        <Notice key={id} level="waiting">
          <div className={styles.notice}>
            <div>
              <p>
                <strong>{t(`notice.${name}`, { name: by?.name ?? t('notice.somebody') })}</strong>: <Subject name={name} of={it} />
                {task && ` · ${say(task.title)}`}
              </p>
              {words && <p className={styles.words}>{words}</p>}
            </div>
            <Button look="quiet" onClick={() => void read(id)} aria-label={`${t('notice.read')}: ${it?.code ?? words ?? ''}`}>
              {t('notice.read')}
            </Button>
          </div>
        </Notice>
      ))}
      {notices.length > SHOWN && (
        <div>
          <Button look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t('notice.fewer') : t('notice.more', { count: notices.length - SHOWN })}
          </Button>
        </div>
      )}
    </section>
  );
}

type Told = ReplyOf<typeof listStaffNotices>['notices'][number];

/** What a notice is of, and where it is looked at. */
function Subject({ name, of }: { name: Told['name']; of: Told['case'] }) {
  const { t } = useWords('people');
  if (!of)
    return (
      <Link to="/work/service-levels" search={{ tab: name === 'agreement-ends' ? 'agreements' : 'plan' }}>
        {t('notice.levels')}
      </Link>
    );
  if (name.startsWith('change-'))
    return (
      // whose voice is asked for may not see the case
      <Link to="/work/changes/$changeId" params={{ changeId: of.id }}>
        {of.code}
      </Link>
    );
  return (
    <Link to="/work/cases/$caseId" params={{ caseId: of.id }}>
      {of.code}
    </Link>
  );
}
