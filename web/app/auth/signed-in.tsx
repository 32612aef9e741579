import { useEffect, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { signIn, useAuth } from './auth.ts';

interface SignedInProps {
  /** Go to sign-in without asking: where nothing can be seen without it (the workplace). */
  atOnce?: boolean;
  /** Nothing above it is the page's heading. */
  page?: boolean;
  children: ReactNode;
}

/** Shows its children to those who are signed in, also while a session that has ended waits for a new sign-in. */
export function SignedIn({ atOnce = false, page = false, children }: SignedInProps) {
  const { t } = useWords();
  const { phase } = useAuth();
  const leaving = atOnce && phase === 'signed-out';
  useEffect(() => {
    if (leaving) void signIn();
  }, [leaving]);

  if (phase === 'signed-in' || phase === 'expired') return children;
  if (leaving || phase === 'starting') return <p role="status">{t('auth.going')}</p>;
  const unavailable = phase === 'unavailable';
  return (
    <EmptyState
      page={page}
      title={t(unavailable ? 'auth.unavailable' : 'auth.needed')}
      action={
        <Button look="main" onClick={() => void signIn()}>
          {t(unavailable ? 'do.retry' : 'auth.signIn')}
        </Button>
      }
    >
      <p>{t(unavailable ? 'auth.unavailableSafe' : 'auth.neededWhy')}</p>
    </EmptyState>
  );
}
