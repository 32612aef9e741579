import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Account } from './account.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import css from './layout.module.css';

/** The way past the menu, then the bar that portal and workplace share: name, menu (`children`), language, account. */
export function TopBar({ home, label, children }: { home: '/' | '/work'; label: string; children: ReactNode }) {
  const { t } = useWords();
  return (
    <>
      <a className={css.skip} href="#content">
        {t('skip')}
      </a>
      <header className={css.header}>
        <div className={css.bar}>
          <Link to={home} className={css.brand}>
            {t('app')}
          </Link>
          <nav className={css.nav} aria-label={label}>
            {children}
          </nav>
          <div className={css.account}>
            <LanguageSwitch />
            <Account />
          </div>
        </div>
      </header>
    </>
  );
}
