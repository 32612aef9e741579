import { useState } from 'react';
import type { z } from 'zod';
import { changeCalendarDay, previewCalendarDay, type calendarChange, type calendarView } from '../../../contract/calendars.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { RadioGroup, TextField } from '../../ui/field.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { readSpans } from './spans.ts';

type Change = z.input<typeof calendarChange>;
type Day = z.output<typeof calendarView>['days'][number];

const SHORTEST = 2;

const actsOn = (agencyId: string) => ({
  look: (change: Change) => call(previewCalendarDay, { agencyId }, change),
  send: (change: Change, seen: string, idempotencyKey: string) => call(changeCalendarDay, { agencyId }, { ...change, seen }, { idempotencyKey }),
});

/** A day of the agency: what it is, then which cases it moves and to when, then the confirmation. */
export function DayDialog({ agencyId, year, onClose }: { agencyId: string; year: number; onClose(): void }) {
  const { t } = useWords('deadlines');
  const [typed, setTyped] = useState({ on: '', kind: 'closed' as 'closed' | 'open', hours: '', lv: '', en: '' });
  const [tried, setTried] = useState(false);
  const put = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const hours = typed.kind === 'closed' ? [] : readSpans(typed.hours);
  const missing = (text: string) => (tried && text.trim().length < SHORTEST ? t('fault.required') : null);
  const change: Change | null =
    typed.on !== '' && hours && [typed.lv, typed.en].every(text => text.trim().length >= SHORTEST)
      ? { on: typed.on, hours, title: { lv: typed.lv.trim(), en: typed.en.trim() } }
      : null;
  return (
    <ChangeDialog acts={actsOn(agencyId)} change={change} title={t('day.title')} onTry={() => setTried(true)} onClose={onClose}>
      <TextField
        label={t('day.on')}
        type="date"
        min={`${year - 1}-01-01`}
        max={`${year + 2}-12-31`}
        value={typed.on}
        error={missing(typed.on)}
        onChange={event => put({ on: event.target.value })}
      />
      <RadioGroup
        label={t('day.kind')}
        options={[
          { value: 'closed', label: t('day.closed') },
          { value: 'open', label: t('day.open') },
        ]}
        value={typed.kind}
        onChange={kind => put({ kind })}
      />
      {typed.kind === 'open' && (
        <TextField
          label={t('day.hours')}
          help={t('day.hoursHelp')}
          value={typed.hours}
          error={tried && !hours ? t('day.hoursWrong') : null}
          onChange={event => put({ hours: event.target.value })}
        />
      )}
      <TextField label={t('day.lv')} maxLength={120} value={typed.lv} error={missing(typed.lv)} onChange={event => put({ lv: event.target.value })} />
      <TextField label={t('day.en')} maxLength={120} value={typed.en} error={missing(typed.en)} onChange={event => put({ en: event.target.value })} />
    </ChangeDialog>
  );
}

/** Takes a day of the agency back: the same way, with the cases it moves shown first. */
export function TakeBackDialog({ agencyId, day, onClose }: { agencyId: string; day: Day; onClose(): void }) {
  const { t, date, say } = useWords('deadlines');
  return (
    <ChangeDialog
      acts={actsOn(agencyId)}
      change={{ on: day.on, hours: null, title: day.title }}
      title={t('day.takeBackTitle', { date: date(day.on) })}
      onTry={() => {}}
      onClose={onClose}
    >
      <p>{say(day.title)}</p>
    </ChangeDialog>
  );
}
