import { useState, type SyntheticEvent } from 'react';
import type { z } from 'zod';
import { getNotifications, saveNotifications, type notificationsView } from '../../../contract/notifications.ts';
import { call } from '../../api/call.ts';
import { queryClient, keyOf, useCall } from '../../api/use-call.ts';
import { SignedIn } from '../../auth/signed-in.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { EmailChange } from './email-change.tsx';
import css from './notifications-page.module.css';

export type Notifications = z.infer<typeof notificationsView>;

/** What the server has just answered is what is shown, without asking again. */
export const showNotifications = (it: Notifications) => queryClient.setQueryData(keyOf(getNotifications, {}), it);

/** B12.6: how I am told, beside the e-account. */
export function NotificationsPage() {
  const { t } = useWords('portal');
  useTitle(t('notifications.title'));
  return (
    <div className={css.page}>
      <h1>{t('notifications.title')}</h1>
      <p>{t('notifications.intro')}</p>
      <SignedIn>
        <Settings />
      </SignedIn>
    </div>
  );
}

function Settings() {
  const { t } = useWords('portal');
  const query = useCall(getNotifications, {});
  return (
    <Loaded query={query} what={t('notifications.what')}>
      {it => (
        <>
          <EmailChange it={it} />
          <Choices it={it} />
        </>
      )}
    </Loaded>
  );
}

function Choices({ it }: { it: Notifications }) {
  const { t } = useWords('portal');
  const [choice, setChoice] = useState({ emailOn: it.emailOn, smsOn: it.smsOn, anyHour: it.anyHour, language: it.language });
  const [problem, setProblem] = useState<unknown>(null);
  const [state, setState] = useState<'choosing' | 'saving' | 'saved'>('choosing');
  const change = (part: Partial<typeof choice>) => {
    setChoice({ ...choice, ...part });
    setState('choosing');
  };
  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (state === 'saving') return;
    setState('saving');
    setProblem(null);
    try {
      showNotifications(await call(saveNotifications, {}, choice));
      setState('saved');
    } catch (error) {
      setProblem(error);
      setState('choosing');
    }
  };
  const [from = '', to = ''] = it.hours.split('-');
  return (
    <form className={css.form} onSubmit={event => void save(event)} noValidate>
      <h2>{t('notifications.how')}</h2>
      <Notice>{t('notifications.always')}</Notice>
      {!it.channels.email && <Notice level="waiting">{t('notifications.mailOff')}</Notice>}
      <Checkbox
        label={t('notifications.email', { email: it.email ?? t('notifications.noEmail') })}
        checked={choice.emailOn}
        onChange={emailOn => change({ emailOn })}
      />
      {it.channels.sms && it.phone && (
        <Checkbox label={t('notifications.sms', { phone: it.phone })} checked={choice.smsOn} onChange={smsOn => change({ smsOn })} />
      )}
      {it.hours && <Checkbox label={t('notifications.anyHour', { from, to })} checked={choice.anyHour} onChange={anyHour => change({ anyHour })} />}
      <RadioGroup<'lv' | 'en'>
        label={t('notifications.language')}
        value={choice.language}
        onChange={language => change({ language })}
        options={[
          { value: 'lv', label: t('notifications.lv') },
          { value: 'en', label: t('notifications.en') },
        ]}
      />
      {problem !== null && <ProblemView problem={problem} />}
      <div className={css.actions}>
        <Button type="submit" look="main" busy={state === 'saving'}>
          {t(state === 'saving' ? 'notifications.saving' : 'notifications.save')}
        </Button>
        <p role="status">{state === 'saved' ? t('notifications.saved') : ''}</p>
      </div>
    </form>
  );
}
