import { useState } from 'react';
import type { z } from 'zod';
import { correctContactTime, getContactTime, listContacts } from '../../../contract/contact-time.ts';
import { correctWorkTime, getWorkTime } from '../../../contract/presence.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { minutesIn } from './minutes.ts';
import styles from './presence.module.css';

/** What was worked on: a case, or a conversation. */
export type Worked = { caseId: string } | { contactId: string };
type Day = z.output<typeof correctWorkTime.reply & object>;

/** Working time day by day and person by person; one's own, and as lead the team's, is corrected here. What was measured stays. */
export function WorkTimeDialog({ of, days, onClose }: { of: Worked; days: Day[]; onClose(): void }) {
  const { t } = useWords('people');
  return (
    <Dialog open title={t('caseId' in of ? 'time.title' : 'time.contactTitle')} onClose={onClose}>
      {days.length === 0 && <p>{t('caseId' in of ? 'time.none' : 'time.contactNone')}</p>}
      <ul className={styles.days}>
        {days.map(day => (
          <DayItem key={`${day.on} ${day.person.id}`} of={of} day={day} />
        ))}
      </ul>
    </Dialog>
  );
}

function DayItem({ of, day }: { of: Worked; day: Day }) {
  const { t, date } = useWords('people');
  const [open, setOpen] = useState(false);
  const { person, on, seconds, measuredSeconds, correction } = day;
  return (
    <li className={styles.day}>
      <p>
        {date(on)} · {person.name}: <strong>{minutesIn(seconds, t)}</strong>{' '}
        <span className={styles.quiet}>
          ({t('time.measured')}: {minutesIn(measuredSeconds, t)})
        </span>
      </p>
      {correction && <p className={styles.quiet}>{t('time.corrected', { reason: correction.reason, name: correction.by.name })}</p>}
      {day.mayCorrect && !open && (
        <div>
          <Button look="quiet" onClick={() => setOpen(true)} aria-label={t('time.correctFor', { name: person.name, on: date(on) })}>
            {t('time.correct')}
          </Button>
        </div>
      )}
      {open && <Correction of={of} day={day} onDone={() => setOpen(false)} />}
    </li>
  );
}

const MOST_MINUTES = 1440;
const SHORTEST = 3;

function Correction({ of, day: { person, on, seconds }, onDone }: { of: Worked; day: Day; onDone(): void }) {
  const { t } = useWords('people');
  const [minutes, setMinutes] = useState(String(Math.round(seconds / 60)));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const bad = !/^\d{1,4}$/.test(minutes) || Number(minutes) > MOST_MINUTES;
  const short = reason.trim().length < SHORTEST;
  const save = async () => {
    setTried(true);
    if (bad || short) return;
    const body = { userId: person.id, on, seconds: Number(minutes) * 60, reason: reason.trim() };
    const done = await run(
      () =>
        'caseId' in of
          ? call(correctWorkTime, of, body, { idempotencyKey: keyFor(body) })
          : call(correctContactTime, of, body, { idempotencyKey: keyFor(body) }),
      () => t('time.saved'),
    );
    if (!done) return;
    await reread(getWorkTime, getContactTime, listContacts);
    onDone();
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      <TextField
        label={t('time.newMinutes')}
        inputMode="numeric"
        value={minutes}
        onChange={event => setMinutes(event.target.value)}
        error={tried && bad ? t('time.bad') : null}
      />
      <TextField
        label={t('time.reason')}
        value={reason}
        maxLength={500}
        onChange={event => setReason(event.target.value)}
        error={tried && short ? t('dialog.reasonShort') : null}
      />
      <div>
        <Button type="submit" look="main" busy={busy}>
          {t('time.save')}
        </Button>
      </div>
    </form>
  );
}
