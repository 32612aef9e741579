import { useWords } from '../../i18n/use-words.ts';
import { factWords } from '../../ui/fact-words.ts';
import type { CaseView } from './case-tabs.tsx';
import styles from './case.module.css';

/** What the registers said, each with who said it and when: the decider must see what the decision stands on. */
export function Facts({ facts }: { facts: CaseView['facts'] }) {
  const words = useWords('workplace');
  if (facts.length === 0) return <p className={styles.quiet}>{words.t('task.noFacts')}</p>;
  return (
    <dl className={styles.facts}>
      {facts.map(fact => (
        <div key={fact.key}>
          <dt>{words.say(fact.label)}</dt>
          <dd>
            <span>{factWords(fact, words)}</span>
            <span className={styles.quiet}>
              {fact.source}, {words.dateTime(fact.at)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
