import { useWords } from '../../i18n/use-words.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CaseCode } from '../../ui/case-code.tsx';
import { begin, type Registration } from './registration.ts';
import styles from './register.module.css';

/** The code, read out to the client; the date; and the next question of the same conversation one key away. */
export function DoneStep({ it, onNext }: { it: Registration; onNext(start: Registration): void }) {
  const { t, date, dateTime } = useWords('counter');
  if (!it.submitted) return null;
  const { id, code, dueAt, submittedAt } = it.submitted;
  return (
    <div className={styles.step}>
      <h2>{t('done.title')}</h2>
      <p>{t('done.codeSay')}</p>
      <p className={styles.code}>
        <CaseCode code={code} />
      </p>
      <p>
        {dueAt ? t('done.due', { date: date(dueAt) }) : t('done.noDue')} {t('done.when', { at: dateTime(submittedAt) })}
      </p>
      <div className={styles.foot}>
        <Button look="main" autoFocus onClick={() => onNext(begin(crypto.randomUUID(), it))}>
          {t('done.another')}
        </Button>
        <Button onClick={() => onNext(begin(crypto.randomUUID()))}>{t('done.next')}</Button>
        <ButtonLink look="quiet" to="/work/cases/$caseId" params={{ caseId: id }}>
          {t('done.open')}
        </ButtonLink>
      </div>
    </div>
  );
}
