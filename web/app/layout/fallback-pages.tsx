import type { ErrorComponentProps } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { useTitle } from './use-title.ts';
import css from './layout.module.css';

export function NotFoundPage() {
  const { t } = useWords();
  useTitle(t('problem.title.not-found'));
  return (
    <div className={css.page}>
      <h1>{t('problem.title.not-found')}</h1>
      <p>{t('problem.text.not-found')}</p>
      <p>
        <ButtonLink to="/">{t('do.home')}</ButtonLink>
      </p>
    </div>
  );
}

/** A fault of ours in drawing a page. What was typed is in drafts. */
export function CrashPage({ reset }: ErrorComponentProps) {
  const { t } = useWords();
  return (
    <div className={css.page} role="alert">
      <EmptyState page title={t('problem.crash')} action={<Button onClick={reset}>{t('do.retry')}</Button>}>
        <p>{t('problem.crashText')}</p>
      </EmptyState>
    </div>
  );
}
