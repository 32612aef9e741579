import { useState } from 'react';
import { getContactTime } from '../../../contract/contact-time.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { minutesIn } from './minutes.ts';
import { WorkTimeDialog } from './work-time-dialog.tsx';

/** How long this conversation has been worked on; opens the days, where they are corrected. */
export function ContactTime({ contactId }: { contactId: string }) {
  const { t } = useWords('people');
  const [open, setOpen] = useState(false);
  const time = useCall(getContactTime, { contactId }).data;
  if (!time) return null;
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t('time.line', { mine: minutesIn(time.mineTodaySeconds, t), all: minutesIn(time.allSeconds, t) })}
      </Button>
      {open && <WorkTimeDialog of={{ contactId }} days={time.days} onClose={() => setOpen(false)} />}
    </>
  );
}
