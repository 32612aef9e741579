import { useState } from 'react';
import { signIn } from '../auth/auth.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** The session has ended while a page stood open. What was typed is in the draft, so leaving for sign-in costs nothing. */
export function ExpiredDialog() {
  const { t } = useWords();
  const [open, setOpen] = useState(true);
  const close = () => setOpen(false);
  return (
    <Dialog
      open={open}
      title={t('auth.expired')}
      onClose={close}
      actions={
        <>
          <Button look="main" onClick={() => void signIn()}>
            {t('auth.again')}
          </Button>
          <Button onClick={close}>{t('do.cancel')}</Button>
        </>
      }
    >
      <p>{t('auth.expiredSafe')}</p>
    </Dialog>
  );
}
