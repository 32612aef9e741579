import type { z } from 'zod';
import type { absenceView } from '../../../contract/absences.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import type { Opened } from './absences-page.tsx';
import styles from './absences.module.css';

export type Absence = z.output<typeof absenceView>;

/** What an absence covers, in words. */
export function useCovers() {
  const { t, say } = useWords('people');
  const { t: word } = useWords('domain');
  return ({ covers, service }: Pick<Absence, 'covers' | 'service'>) => {
    if (covers === 'all') return t('absence.covers.all');
    const [kind, id = ''] = covers.split(':');
    return kind === 'kind' ? t('absence.covers.kind', { what: word(`kind.${id}`) }) : t('absence.covers.service', { what: service ? say(service.title) : id });
  };
}

/** One absence: when, what for, who stands in; to change or cancel. */
export function AbsenceItem({ it, onOpen, named = false }: { it: Absence; onOpen(opened: Opened): void; named?: boolean }) {
  const { t, date } = useWords('people');
  const coversOf = useCovers();
  const days = { name: it.person.name, from: date(it.fromOn), to: date(it.toOn) };
  return (
    <li className={styles.item}>
      <div>
        <p>
          {named && <strong>{it.person.name} </strong>}
          <strong>{t('absence.days', days)}</strong> · {coversOf(it)} · {t('absence.substitute')}: {it.substitute?.name ?? t('absence.nobody')}
        </p>
        {it.note && <p className={styles.quiet}>{it.note}</p>}
        {it.createdBy.id !== it.person.id && <p className={styles.quiet}>{t('absence.enteredBy', { name: it.createdBy.name })}</p>}
      </div>
      <div className={styles.actions}>
        {it.may.includes('change') && (
          <Button onClick={() => onOpen({ what: 'change', absence: it })} aria-label={t('absence.changeOf', days)}>
            {t('absence.change')}
          </Button>
        )}
        {it.may.includes('cancel') && (
          <Button onClick={() => onOpen({ what: 'cancel', absence: it })} aria-label={t('absence.cancelOf', days)}>
            {t('absence.cancel')}
          </Button>
        )}
      </div>
    </li>
  );
}
