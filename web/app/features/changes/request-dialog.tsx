import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { submitCase } from '../../../contract/cases.ts';
import { listServices } from '../../../contract/catalogue.ts';
import { listChanges } from '../../../contract/changes.ts';
import { getMe } from '../../../contract/me.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import css from './changes.module.css';

/** A change asked for inside (P5.1): what, and of which service. KAC asks for the rest when it classifies it. */
export function RequestDialog({ onClose }: { onClose(): void }) {
  const { t, say } = useWords('changes');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const navigate = useNavigate();
  const agency = useCall(getMe, {}, { staleTime: Infinity }).data?.agency;
  const services = useCall(listServices, {}).data?.services ?? [];
  const [subject, setSubject] = useState('');
  const [serviceId, setService] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = subject.trim().length < 3;
  const ask = async () => {
    setTried(true);
    if (isShort) return;
    const body = {
      kind: 'change-request' as const,
      serviceId: serviceId || null,
      data: {},
      subject: subject.trim(),
      // what concerns no service is the own agency’s to change
      ...(!serviceId && agency && { holder: agency.id }),
      onBehalf: { clientId: null, channel: 'inside' as const },
    };
    const done = await run(
      () => call(submitCase, {}, body, { idempotencyKey: keyFor(body) }),
      ({ code }) => t('asked', { code }),
    );
    if (!done) return;
    await reread(listChanges);
    onClose();
    void navigate({ to: '/work/changes/$changeId', params: { changeId: done.id } });
  };
  return (
    <Dialog
      open
      title={t('askTitle')}
      onClose={onClose}
      actions={
        <>
          <Button look="main" busy={busy} onClick={() => void ask()}>
            {t('ask')}
          </Button>
          <Button onClick={onClose}>{t('do.cancel', { ns: 'common' })}</Button>
        </>
      }
    >
      <div className={css.form}>
        {problem && <ProblemView problem={problem} />}
        <TextArea
          label={t('askWhat')}
          rows={3}
          maxLength={1000}
          error={tried && isShort ? t('askShort') : null}
          value={subject}
          autoFocus
          onChange={event => setSubject(event.target.value)}
        />
        <Select
          label={t('service')}
          value={serviceId}
          options={[{ value: '', label: t('noService') }, ...services.map(it => ({ value: it.id, label: say(it.title) }))]}
          onChange={setService}
        />
      </div>
    </Dialog>
  );
}
