import { useState } from 'react';
import type { z } from 'zod';
import { changeCalendarWeek, previewCalendarWeek, type calendarView } from '../../../contract/calendars.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextField } from '../../ui/field.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { readSpans, writeSpans, type Span } from './spans.ts';
import { tomorrow } from './tomorrow.ts';

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
type Weekday = (typeof WEEKDAYS)[number];
type View = z.output<typeof calendarView>;
type Week = View['week'];
type WeekChange = { validFrom: string; week: Week };

/** Working hours of each day of the week, from a day to come; first which cases that moves, then the confirmation. */
export function WeekDialog({ calendar, onClose }: { calendar: View; onClose(): void }) {
  const { t } = useWords('deadlines');
  const agencyId = calendar.agency.id;
  const newest = calendar.weeks.at(-1)?.week ?? calendar.week;
  const [validFrom, setValidFrom] = useState('');
  const [typed, setTyped] = useState(() => Object.fromEntries(WEEKDAYS.map(day => [day, writeSpans(newest[day])])) as Record<Weekday, string>);
  const [tried, setTried] = useState(false);
  const read = (day: Weekday): Span[] | null => (typed[day].trim() === '' ? [] : readSpans(typed[day]));
  const spans = WEEKDAYS.map(day => [day, read(day)] as const);
  const dayFault = validFrom === '' ? t('fault.required') : validFrom < tomorrow() ? t('fault.past') : null;
  const whole = spans.every(([, hours]) => hours !== null);
  const change = !dayFault && whole ? { validFrom, week: Object.fromEntries(spans) as unknown as Week } : null;
  const acts = {
    look: (it: WeekChange) => call(previewCalendarWeek, { agencyId }, it),
    send: (it: WeekChange, seen: string, idempotencyKey: string) => call(changeCalendarWeek, { agencyId }, { ...it, seen }, { idempotencyKey }),
  };
  return (
    <ChangeDialog acts={acts} change={change} title={t('week.title')} onTry={() => setTried(true)} onClose={onClose}>
      <TextField
        label={t('week.from')}
        help={t('week.fromHelp')}
        type="date"
        min={tomorrow()}
        value={validFrom}
        error={tried ? dayFault : null}
        onChange={event => setValidFrom(event.target.value)}
      />
      <p>{t('week.help')}</p>
      {spans.map(([day, hours]) => (
        <TextField
          key={day}
          label={t(`calendar.weekday.${day}`)}
          optional
          value={typed[day]}
          error={tried && hours === null ? t('day.hoursWrong') : null}
          onChange={event => setTyped({ ...typed, [day]: event.target.value })}
        />
      ))}
    </ChangeDialog>
  );
}
