import { useEffect, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import css from './waiting.module.css';

const SAY_AFTER_MS = 1000;

/** Grey lines where something will be; after a second it says in words what is happening. */
export function Waiting({ what, lines = 3, page = false }: { what?: string; lines?: number; page?: boolean }) {
  const { t } = useWords();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className={css.waiting} aria-busy="true">
      {page && <h1 className="visually-hidden">{t('wait.loading')}</h1>}
      <p role="status" className={css.words}>
        {long ? t('wait.what', { what: what ?? t('wait.data') }) : ''}
      </p>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={css.line} />
      ))}
    </div>
  );
}
