import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { getCalendar, type calendarView } from '../../../contract/calendars.ts';
import { getMe } from '../../../contract/me.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { DayDialog, TakeBackDialog } from './day-dialog.tsx';
import css from './deadlines.module.css';
import { writeSpans } from './spans.ts';
import { tomorrow } from './tomorrow.ts';
import { WeekDialog, WEEKDAYS } from './week-dialog.tsx';
import { YearMap } from './year-map.tsx';

type View = z.output<typeof calendarView>;
type Day = View['days'][number];

const route = getRouteApi('/work/staff/calendar');
const thisYear = () => Number(new Intl.DateTimeFormat('en', { timeZone: 'Europe/Riga', year: 'numeric' }).format(new Date()));

/** Working time of one’s agency, a year at a time; its administrator changes days, and sees first what that moves. */
export function CalendarPage() {
  const { t } = useWords('deadlines');
  useTitle(t('calendar.title'));
  const { year = thisYear() } = route.useSearch();
  const me = useCall(getMe, {}, { staleTime: Infinity });
  const agencyId = me.data?.agency?.id ?? '';
  const query = useCall(getCalendar, { agencyId, year }, { enabled: agencyId !== '' });
  return (
    <div className={css.page}>
      <h1>{t('calendar.title')}</h1>
      <p className={css.quiet}>{t('calendar.intro')}</p>
      <Loaded query={query} what={t('calendar.loading')} lines={8}>
        {calendar => <Calendar calendar={calendar} />}
      </Loaded>
    </div>
  );
}

function Calendar({ calendar }: { calendar: View }) {
  const { t, say } = useWords('deadlines');
  const navigate = useNavigate();
  const [open, setOpen] = useState<'add' | 'week' | Day | null>(null);
  const goTo = (year: number) => void navigate({ to: '/work/calendar', search: { year } });
  return (
    <>
      <div className={css.head}>
        <h2>
          {say(calendar.agency.title)}, {t('calendar.year', { year: calendar.year })}
        </h2>
        <Button onClick={() => goTo(calendar.year - 1)}>{t('calendar.before')}</Button>
        <Button onClick={() => goTo(calendar.year + 1)}>{t('calendar.after')}</Button>
        {calendar.mayChange && (
          <Button look="main" onClick={() => setOpen('add')}>
            {t('calendar.add')}
          </Button>
        )}
      </div>
      <div className={css.parts}>
        <section aria-labelledby="special-days">
          <h3 id="special-days">{t('calendar.special')}</h3>
          {calendar.days.length === 0 ? <p>{t('calendar.none')}</p> : <DayList calendar={calendar} onTakeBack={setOpen} />}
        </section>
        <section aria-labelledby="usual-hours">
          <h3 id="usual-hours">{t('calendar.hours')}</h3>
          <ul className={css.list}>
            <WeekHours week={calendar.week} />
          </ul>
          <PlannedWeeks weeks={calendar.weeks} />
          {calendar.mayChange && <Button onClick={() => setOpen('week')}>{t('week.change')}</Button>}
        </section>
      </div>
      <section aria-labelledby="year-map">
        <h3 id="year-map">{t('calendar.map')}</h3>
        <YearMap calendar={calendar} />
      </section>
      {open === 'add' && <DayDialog agencyId={calendar.agency.id} year={calendar.year} onClose={() => setOpen(null)} />}
      {open === 'week' && <WeekDialog calendar={calendar} onClose={() => setOpen(null)} />}
      {open !== null && typeof open === 'object' && <TakeBackDialog agencyId={calendar.agency.id} day={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function WeekHours({ week }: { week: View['week'] }) {
  const { t } = useWords('deadlines');
  return WEEKDAYS.map(day => (
    <li key={day}>
      <span>{t(`calendar.weekday.${day}`)}</span>
      <span>{week[day].length > 0 ? writeSpans(week[day]) : t('calendar.off')}</span>
    </li>
  ));
}

/** The weeks the agency has set, each with its first day: what held before, what holds, what is to come. */
function PlannedWeeks({ weeks }: { weeks: View['weeks'] }) {
  const { t, date } = useWords('deadlines');
  return weeks.map(({ from, week }) => (
    <details key={from}>
      <summary>{t(from < tomorrow() ? 'week.since' : 'week.planned', { date: date(from) })}</summary>
      <ul className={css.list}>
        <WeekHours week={week} />
      </ul>
    </details>
  ));
}

function DayList({ calendar, onTakeBack }: { calendar: View; onTakeBack(day: Day): void }) {
  const { t, date, say } = useWords('deadlines');
  return (
    <ul className={css.list}>
      {calendar.days.map(day => (
        <li key={day.on}>
          <time dateTime={day.on}>{date(day.on)}</time>
          <span>{say(day.title)}</span>
          <StatusTag level={day.working ? 'on-time' : 'soon'}>
            {day.working ? `${t('calendar.works')} ${writeSpans(day.hours)}`.trim() : t('calendar.closed')}
          </StatusTag>
          <span className={css.quiet}>{t(`calendar.source.${day.source}`)}</span>
          {calendar.mayChange && day.source === 'agency' && (
            <Button look="quiet" aria-label={t('calendar.takeBackOf', { date: date(day.on) })} onClick={() => onTakeBack(day)}>
              {t('calendar.takeBack')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
