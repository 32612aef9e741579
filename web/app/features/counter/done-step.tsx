import { endContact } from '../../../contract/contacts.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CaseCode } from '../../ui/case-code.tsx';
import { begin, type Done, type Registration } from './registration.ts';
import styles from './register.module.css';

/** What came of it: the code, read out to the client; the date; and the next question of the same conversation one key away. */
export function DoneStep({ it, onNext }: { it: Registration; onNext(start: Registration): void }) {
  const { t } = useWords('counter');
  if (!it.done) return null;
  const next = async () => {
    // what cannot be ended now is ended by nobody else: the conversation stays open, and harms nobody
    if (it.contact) await call(endContact, { contactId: it.contact.id }).catch(() => {});
    onNext(begin(crypto.randomUUID(), { channel: it.channel }));
  };
  return (
    <div className={styles.step}>
      <h2>{t(`done.${it.done.what}`)}</h2>
      <Result done={it.done} />
      <div className={styles.foot}>
        <Button look="main" autoFocus onClick={() => onNext(begin(crypto.randomUUID(), it))}>
          {t('done.another')}
        </Button>
        <Button onClick={() => void next()}>{t('done.next')}</Button>
        {'code' in it.done && (
          <>
            <Button look="quiet" onClick={() => window.print()}>
              {t('done.print')}
            </Button>
            <ButtonLink look="quiet" to="/work/cases/$caseId" params={{ caseId: it.done.id }}>
              {t('done.open')}
            </ButtonLink>
          </>
        )}
      </div>
    </div>
  );
}

function Result({ done }: { done: Done }) {
  const { t, date, dateTime } = useWords('counter');
  if (done.what === 'answered') return <p>{t('done.answeredText')}</p>;
  if (done.what === 'call-back') return <p>{t('done.call-backText', { at: dateTime(done.dueAt), phone: done.phone })}</p>;
  return (
    <>
      <p>{t('done.codeSay')}</p>
      <p className={styles.code}>
        <CaseCode code={done.code} />
      </p>
      {done.what === 'case' ? (
        <p>
          {done.dueAt ? t('done.due', { date: date(done.dueAt) }) : t('done.noDue')} {t('done.when', { at: dateTime(done.at) })}
        </p>
      ) : (
        <p>{t('done.knownText')}</p>
      )}
    </>
  );
}
