import { useEffect, useRef } from 'react';
import { useWords } from '../i18n/use-words.ts';
import css from './error-summary.module.css';

export interface Fault {
  /** Id of the field's element. */
  id: string;
  text: string;
}

/** What is wrong, on top, linked to the fields; takes the focus each time there are new faults, so that it is announced once. `onPick`: where the field is not on this page. */
export function ErrorSummary({ faults, onPick = goToField }: { faults: Fault[]; onPick?: (fault: Fault) => void }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const seen = faults.map(fault => fault.id + fault.text).join();
  useEffect(() => {
    if (seen) box.current?.focus();
  }, [seen]);
  if (faults.length === 0) return null;

  return (
    <div ref={box} className={css.box} role="alert" tabIndex={-1} aria-labelledby="error-summary">
      <h2 id="error-summary" className={css.title}>
        {t('problem.summary', { count: faults.length })}
      </h2>
      <ul>
        {faults.map(fault => (
          <li key={fault.id}>
            <a
              href={`#${fault.id}`}
              onClick={event => {
                event.preventDefault();
                onPick(fault);
              }}
            >
              {fault.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function goToField({ id }: Fault) {
  const field = document.getElementById(id);
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}
