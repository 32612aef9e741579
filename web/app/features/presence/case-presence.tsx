import { getWorkTime, listPresence } from '../../../contract/presence.ts';
import { useCall } from '../../api/use-call.ts';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { useBeat } from './use-beat.ts';
import { minutesIn } from './minutes.ts';
import { WorkTimeDialog } from './work-time-dialog.tsx';
import styles from './presence.module.css';

/** Who else has this case open now, and how long it has been worked on. One line for the head of the case. */
export function CasePresence({ caseId, enabled }: { caseId: string; enabled: boolean }) {
  useBeat(caseId, enabled);
  return enabled ? <Line caseId={caseId} /> : null;
}

function Line({ caseId }: { caseId: string }) {
  const { t } = useWords('people');
  const [open, setOpen] = useState(false);
  const people = useCall(listPresence, { caseId }).data?.people ?? [];
  const time = useCall(getWorkTime, { caseId }).data;
  const names = people.map(({ name, writing }) => (writing ? t('presence.writing', { name }) : name));
  return (
    <div className={styles.line}>
      <p role="status" className={styles.people}>
        {names.length > 0 && `${t('presence.also')} ${names.join('; ')}`}
      </p>
      {time && (
        <Button look="quiet" onClick={() => setOpen(true)}>
          {t('time.line', { mine: minutesIn(time.mineTodaySeconds, t), all: minutesIn(time.allSeconds, t) })}
        </Button>
      )}
      {open && time && <WorkTimeDialog of={{ caseId }} days={time.days} onClose={() => setOpen(false)} />}
    </div>
  );
}
