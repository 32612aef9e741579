import { useState } from 'react';
import { listAbsences } from '../../../contract/absences.ts';
import { useCall } from '../../api/use-call.ts';
import { monthAfter, today } from '../../i18n/days.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { AbsenceItem, type Absence } from './absence-item.tsx';
import type { Opened } from './absences-page.tsx';
import { daysOf, isWeekend } from './month.ts';
import styles from './absences.module.css';

type Person = { id: string; name: string };

/** A month of my team: who is away on which day, and who stands in; below it, the same as a list to work with. */
export function TeamCalendar({ onOpen }: { onOpen(opened: Opened): void }) {
  const { t, language } = useWords('people');
  const [month, setMonth] = useState(() => today().slice(0, 7));
  const days = daysOf(month);
  const query = useCall(listAbsences, { from: days[0]!, to: days.at(-1)! }, { keep: true });
  const name = new Intl.DateTimeFormat(language === 'lv' ? 'lv-LV' : 'en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01`),
  );
  return (
    <section aria-labelledby="team-absences">
      <div className={styles.head}>
        <h2 id="team-absences">{t('absence.team')}</h2>
        <div className={styles.actions}>
          <Button onClick={() => setMonth(monthAfter(month, -1))}>{t('absence.previous')}</Button>
          <span role="status">{name}</span>
          <Button onClick={() => setMonth(monthAfter(month, 1))}>{t('absence.next')}</Button>
        </div>
      </div>
      <Loaded query={query} what={t('absence.loading')}>
        {({ absences, people }) => (
          <>
            {absences.length === 0 && <p>{t('absence.teamEmpty')}</p>}
            <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('absence.calendarOf', { month: name })}>
              <Grid days={days} people={people} absences={absences} caption={t('absence.calendarOf', { month: name })} />
            </div>
            <ul className={styles.list}>
              {absences.map(it => (
                <AbsenceItem key={it.id} it={it} onOpen={onOpen} named />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Grid({ days, people, absences, caption }: { days: string[]; people: Person[]; absences: Absence[]; caption: string }) {
  const { t } = useWords('people');
  const now = today();
  return (
    <table className={styles.calendar}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('absence.person')}</th>
          {days.map(day => (
            <th key={day} scope="col" className={day === now ? styles.today : isWeekend(day) ? styles.weekend : undefined}>
              {Number(day.slice(8))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map(({ id, name }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {days.map(day => (
              <Cell key={day} day={day} absences={absences.filter(it => it.person.id === id && it.fromOn <= day && day <= it.toOn)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A colour is never alone: a letter stands in the cell, and the words for those who do not see it. */
function Cell({ day, absences }: { day: string; absences: Absence[] }) {
  const { t } = useWords('people');
  const [it] = absences;
  if (!it) return <td className={isWeekend(day) ? styles.weekend : undefined} />;
  const words = it.substitute ? t('absence.cell', { name: it.substitute.name }) : t('absence.cellNobody');
  return (
    <td className={styles.away} title={words}>
      <span aria-hidden="true">{it.covers === 'all' ? 'P' : 'p'}</span>
      <span className="visually-hidden">{words}</span>
    </td>
  );
}
