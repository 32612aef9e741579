import { useState, type SyntheticEvent } from 'react';
import { changeEmail, confirmEmail } from '../../../contract/notifications.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { showNotifications, type Notifications } from './notifications-page.tsx';
import css from './notifications-page.module.css';

/** The address, and another one in two steps: give it, type the code that was sent to it. */
export function EmailChange({ it }: { it: Notifications }) {
  const { t } = useWords('portal');
  const [said, setSaid] = useState('');
  return (
    <section className={css.form} aria-labelledby="email">
      <h2 id="email">{t('notifications.address')}</h2>
      <p>{it.email ? <strong>{it.email}</strong> : t('notifications.noEmail')}</p>
      {it.pendingEmail && <CodeForm email={it.pendingEmail} onSaid={setSaid} />}
      <details className={css.more}>
        <summary>{t('notifications.other')}</summary>
        <AddressForm onSaid={setSaid} />
      </details>
      <p role="status">{said}</p>
    </section>
  );
}

type FormProps = { onSaid(words: string): void };

function AddressForm({ onSaid }: FormProps) {
  const { t } = useWords('portal');
  const [email, setEmail] = useState('');
  const { send, busy, fault, problem } = useStep('new-email', async () => {
    showNotifications(await call(changeEmail, {}, { email: email.trim() }));
    onSaid(t('notifications.sent', { email: email.trim() }));
  });
  const wrong = fault === 'invalid-request' ? t('notifications.badEmail') : fault === 'too-many-requests' ? t('notifications.tooSoon') : null;
  return (
    <form className={css.form} noValidate onSubmit={event => void send(event)}>
      <TextField
        id="new-email"
        type="email"
        autoComplete="email"
        label={t('notifications.newEmail')}
        help={t('notifications.newEmailHelp')}
        error={wrong}
        value={email}
        onChange={event => setEmail(event.target.value)}
      />
      {problem !== null && <ProblemView problem={problem} />}
      <div>
        <Button type="submit" busy={busy}>
          {t('notifications.sendCode')}
        </Button>
      </div>
    </form>
  );
}

function CodeForm({ email, onSaid }: FormProps & { email: string }) {
  const { t } = useWords('portal');
  const [code, setCode] = useState('');
  const { send, busy, fault, problem } = useStep('email-code', async () => {
    showNotifications(await call(confirmEmail, {}, { code: code.trim() }));
    onSaid(t('notifications.confirmed', { email }));
  });
  const wrong =
    fault === 'already-done' ? t('notifications.codeOver') : fault === 'invalid-form' || fault === 'invalid-request' ? t('notifications.codeWrong') : null;
  return (
    <form className={css.form} noValidate onSubmit={event => void send(event)}>
      <p>{t('notifications.pending', { email })}</p>
      <TextField
        id="email-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        label={t('notifications.code')}
        error={wrong}
        value={code}
        onChange={event => setCode(event.target.value)}
      />
      {problem !== null && <ProblemView problem={problem} />}
      <div>
        <Button type="submit" look="main" busy={busy}>
          {t('notifications.confirm')}
        </Button>
      </div>
    </form>
  );
}

const ABOUT_THE_FIELD = ['invalid-request', 'invalid-form', 'already-done', 'too-many-requests'];

/** One step of the two: a refusal about what was typed stands at the field, and the field gets the focus; anything else below. */
function useStep(fieldId: string, act: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setRefused(null);
    try {
      await act();
    } catch (error) {
      setRefused(error);
      document.getElementById(fieldId)?.focus();
    }
    setBusy(false);
  };
  const fault = refused instanceof ApiProblem && ABOUT_THE_FIELD.includes(refused.slug) ? refused.slug : null;
  return { send, busy, fault, problem: fault ? null : refused };
}
