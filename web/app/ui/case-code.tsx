import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import css from './case-code.module.css';

const SHOWN_MS = 2000;

/** The code of a case in tabular figures, with a button that copies it. */
export function CaseCode({ code, copy = true }: { code: string; copy?: boolean }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const put = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <span className={css.code}>
      <span className={css.figures}>{code}</span>
      {copy && (
        <button type="button" className={css.copy} onClick={() => void put()} aria-label={`${t('do.copy')} ${code}`}>
          {t('do.copy')}
        </button>
      )}
      <span role="status" className={css.copied}>
        {copied ? t('do.copied') : ''}
      </span>
    </span>
  );
}
