import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { changeCalendar } from '../../../contract/changes.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { useCall } from '../../api/use-call.ts';
import { addDays, today } from '../../i18n/days.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import css from './changes.module.css';
import { CHANGE_LEVELS } from './states.ts';
import { barIn, mondayOf, weeksFrom } from './weeks.ts';

type Planned = ReplyOf<typeof changeCalendar>['changes'][number];
const WEEKS = 4;

/** When what is changed, week by week, in all agencies; what collides on the same items or services is said and marked (P5.6). */
export function ChangeCalendar() {
  const { t, date } = useWords('changes');
  const [from, setFrom] = useState(() => mondayOf(today()));
  const to = addDays(from, WEEKS * 7 - 1);
  const query = useCall(changeCalendar, { from, to });
  return (
    <div className={css.stack}>
      <div className={css.do}>
        <Button onClick={() => setFrom(addDays(from, -WEEKS * 7))}>{t('calendar.earlier')}</Button>
        <Button onClick={() => setFrom(mondayOf(today()))}>{t('calendar.now')}</Button>
        <Button onClick={() => setFrom(addDays(from, WEEKS * 7))}>{t('calendar.later')}</Button>
        <p role="status">{t('calendar.range', { from: date(from), to: date(to) })}</p>
      </div>
      <Loaded query={query} what={t('calendar.loading')} lines={8}>
        {({ changes }) =>
          changes.length === 0 ? (
            <EmptyState title={t('calendar.empty')}>{t('calendar.emptyText')}</EmptyState>
          ) : (
            weeksFrom(from, WEEKS).map(week => <Week key={week} week={week} changes={changes} />)
          )
        }
      </Loaded>
    </div>
  );
}

function Week({ week, changes }: { week: string; changes: Planned[] }) {
  const { t, date, language } = useWords('changes');
  const inWeek = changes.flatMap(it => {
    const bar = barIn(week, it);
    return bar ? [{ it, bar }] : [];
  });
  const dayName = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'lv-LV', { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  const title = t('calendar.week', { from: date(week), to: date(addDays(week, 6)) });
  return (
    <section className={css.section} aria-label={title}>
      <h2>{title}</h2>
      {inWeek.length === 0 ? (
        <p className={css.quiet}>{t('calendar.freeWeek')}</p>
      ) : (
        <>
          <div className={css.days} aria-hidden="true">
            {weekDays(week).map(day => (
              <span key={day}>{dayName.format(new Date(day))}</span>
            ))}
          </div>
          <ol className={css.list}>
            {inWeek.map(({ it, bar }) => (
              <li key={it.id} className={css.item}>
                <div className={css.days} aria-hidden="true">
                  <span
                    className={css.bar}
                    data-collides={it.collidesWith.length > 0 ? '' : undefined}
                    style={{ gridColumn: `${bar.first} / ${bar.last + 1}` }}
                  />
                </div>
                <Row it={it} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

const weekDays = (week: string) => [0, 1, 2, 3, 4, 5, 6].map(day => addDays(week, day));

function Row({ it }: { it: Planned }) {
  const { t, say, dateTime } = useWords('changes');
  return (
    <>
      <p className={css.head}>
        {it.maySee ? (
          <Link to="/work/changes/$changeId" params={{ changeId: it.id }}>
            {it.code}
          </Link>
        ) : (
          <span>{it.code}</span>
        )}
        <StatusTag level={CHANGE_LEVELS[it.status]}>{t(`status.${it.status}`)}</StatusTag>
        {it.collidesWith.length > 0 && <StatusTag level="overdue">{t('calendar.collides', { codes: it.collidesWith.join(', ') })}</StatusTag>}
      </p>
      {it.subject && <p className={css.words}>{it.subject}</p>}
      <p className={css.quiet}>
        {[
          `${dateTime(it.start)} – ${dateTime(it.end)}`,
          say(it.agency.title),
          it.services.map(each => say(each.title)).join(', '),
          it.items.join(', '),
          it.interruption && t('calendar.interrupts', { words: it.interruption }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}
