import { useState } from 'react';
import { listServices } from '../../../contract/catalogue.ts';
import { listProblems, raiseProblem } from '../../../contract/problems.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select, TextArea } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import css from '../../ui/itil.module.css';

const SOURCES = ['manual', 'prevention', 'trend'] as const;
type Wanted = { subject: string; serviceId: string; source: (typeof SOURCES)[number]; risk: string; measure: string };

/** A problem one knows of; a risk found before anything has happened names what may happen and how to prevent it (P4.3). */
export function RaiseDialog({ start, onClose }: { start?: Partial<Wanted>; onClose(): void }) {
  const { t, say } = useWords('problems');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const services = useCall(listServices, {}).data?.services ?? [];
  const [it, setIt] = useState<Wanted>({ subject: '', serviceId: '', source: 'manual', risk: '', measure: '', ...start });
  const [tried, setTried] = useState(false);
  const short = (words: string) => words.trim().length < 3;
  const needsRisk = it.source === 'prevention';
  const raise = async () => {
    setTried(true);
    if (short(it.subject) || (needsRisk && short(it.risk))) return;
    const body = { ...it, serviceId: it.serviceId || null, risk: it.risk.trim() || null, measure: it.measure.trim() || null };
    const done = await run(
      () => call(raiseProblem, {}, body, { idempotencyKey: keyFor(body) }),
      ({ code }) => t('raised', { code }),
    );
    if (!done) return;
    await reread(listProblems);
    onClose();
  };
  return (
    <Dialog
      open
      title={t('raiseTitle')}
      onClose={onClose}
      actions={
        <>
          <Button look="main" busy={busy} onClick={() => void raise()}>
            {t('raise')}
          </Button>
          <Button onClick={onClose}>{t('do.cancel', { ns: 'common' })}</Button>
        </>
      }
    >
      <div className={css.form}>
        {problem && <ProblemView problem={problem} />}
        <TextArea
          label={t('raiseSubject')}
          rows={2}
          maxLength={1000}
          error={tried && short(it.subject) ? t('raiseShort') : null}
          value={it.subject}
          autoFocus
          onChange={event => setIt({ ...it, subject: event.target.value })}
        />
        <Select
          label={t('raiseSource')}
          value={it.source}
          options={SOURCES.map(value => ({ value, label: t(`source.${value}`) }))}
          onChange={source => setIt({ ...it, source })}
        />
        {needsRisk && (
          <>
            <TextArea
              label={t('raiseRisk')}
              rows={2}
              maxLength={2000}
              error={tried && short(it.risk) ? t('raiseShort') : null}
              value={it.risk}
              onChange={event => setIt({ ...it, risk: event.target.value })}
            />
            <TextArea
              label={t('raiseMeasure')}
              optional
              rows={2}
              maxLength={2000}
              value={it.measure}
              onChange={event => setIt({ ...it, measure: event.target.value })}
            />
          </>
        )}
        <Select
          label={t('raiseService')}
          value={it.serviceId}
          options={[{ value: '', label: t('raiseAnyService') }, ...services.map(service => ({ value: service.id, label: say(service.title) }))]}
          onChange={serviceId => setIt({ ...it, serviceId })}
        />
      </div>
    </Dialog>
  );
}
