import { useState } from 'react';
import { listMyAbsences, takeTasksBack } from '../../../contract/absences.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { AbsenceDialog } from './absence-dialog.tsx';
import { AbsenceItem, type Absence } from './absence-item.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { TeamCalendar } from './team-calendar.tsx';
import styles from './absences.module.css';

export type Opened = { what: 'new' } | { what: 'change' | 'cancel'; absence: Absence };

/** My days away and who stands in; below, the calendar of my team. */
export function AbsencesPage() {
  const { t } = useWords('people');
  useTitle(t('absence.title'));
  const auth = useAuth();
  const mine = useCall(listMyAbsences, {});
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t('absence.title')}</h1>
        <div className={styles.actions}>
          <Back />
          <Button look="main" onClick={() => setOpened({ what: 'new' })}>
            {t('absence.add')}
          </Button>
        </div>
      </div>
      <section aria-labelledby="my-absences">
        <h2 id="my-absences">{t('absence.mine')}</h2>
        <Loaded query={mine} what={t('absence.loading')}>
          {({ absences }) =>
            absences.length === 0 ? (
              <EmptyState title={t('absence.empty')}>{t('absence.emptyText')}</EmptyState>
            ) : (
              <ul className={styles.list}>
                {absences.map(it => (
                  <AbsenceItem key={it.id} it={it} onOpen={setOpened} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      <TeamCalendar onOpen={setOpened} />
      {opened && opened.what !== 'cancel' && (
        <AbsenceDialog absence={opened.what === 'change' ? opened.absence : null} me={'id' in auth ? auth.id : ''} onClose={close} />
      )}
      {opened?.what === 'cancel' && <CancelDialog absence={opened.absence} onClose={close} />}
    </div>
  );
}

function Back() {
  const { t } = useWords('people');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const back = async () => {
    await run(
      () => call(takeTasksBack, {}, undefined, { idempotencyKey: keyFor(Date.now()) }),
      ({ takenBack }) => t('absence.backDone', { count: takenBack }),
    );
    await reread(listMyAbsences);
  };
  return (
    <>
      {problem && <ProblemView problem={problem} />}
      <Button busy={busy} onClick={() => void back()}>
        {t('absence.back')}
      </Button>
    </>
  );
}
