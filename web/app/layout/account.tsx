import { signIn, signOut, useAuth } from '../auth/auth.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import css from './layout.module.css';

/** Who is signed in, or the way to sign in. */
export function Account() {
  const { t } = useWords();
  const auth = useAuth();
  if (auth.phase === 'signed-in') {
    return (
      <>
        <span className={css.who}>{auth.name}</span>
        <Button look="quiet" onClick={() => void signOut()}>
          {t('auth.signOut')}
        </Button>
      </>
    );
  }
  return (
    <>
      {auth.phase === 'unavailable' && (
        <span role="status" className={css.who}>
          {t('auth.unavailable')}
        </span>
      )}
      <Button onClick={() => void signIn()}>{t('auth.signIn')}</Button>
    </>
  );
}
