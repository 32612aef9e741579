import { useWords } from '../../i18n/use-words.ts';
import { AnswerList } from '../../ui/answer-list.tsx';
import type { CaseView } from './case-tabs.tsx';
import { Facts } from './facts.tsx';
import styles from './case.module.css';

/** What the client asked for, in the words of the form version they filled in, and what the registers added. */
export function ApplicationPanel({ it }: { it: CaseView }) {
  const { t } = useWords('workplace');
  return (
    <>
      {it.subject && <p className={styles.body}>{it.subject}</p>}
      {it.form && <AnswerList schema={it.form.schema} data={it.form.data} />}
      <h3>{t('task.facts')}</h3>
      <Facts facts={it.facts} />
    </>
  );
}
