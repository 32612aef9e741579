import { useRef, useState } from 'react';
import { getPrefill, getService, getServiceForm } from '../../../contract/catalogue.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { BpmnForm, type BpmnFormHandle } from '../../ui/bpmn-form.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary, type Fault } from '../../ui/error-summary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Duplicates } from './duplicates.tsx';
import type { StepProps } from './register-page.tsx';
import { isService } from './registration.ts';
import { useSubmit } from './use-submit.ts';
import { StepTitle } from './step-title.tsx';
import styles from './register.module.css';

/** The form of the service, filled in with the client; what registers know is there already (once-only). */
export function FormStep({ it, go }: StepProps) {
  const { t, say } = useWords('counter');
  const serviceId = isService(it.choice) ? it.choice.serviceId : '';
  const service = useCall(getService, { serviceId });
  const form = useCall(getServiceForm, { serviceId });
  const prefill = useCall(getPrefill, { serviceId, clientId: it.client?.id });
  const handle = useRef<BpmnFormHandle>(null);
  const [faults, setFaults] = useState<Fault[]>([]);
  const { sameAs } = useSubmit(go);

  const next = () => {
    const found = handle.current?.check() ?? [];
    setFaults(found);
    if (found.length === 0) go({ ...it, answers: handle.current?.answers() ?? it.answers, step: 'sign' });
  };
  if (form.error || service.error)
    return <ProblemView problem={form.error ?? service.error} onRetry={() => void Promise.all([form.refetch(), service.refetch()])} />;
  // a register that does not answer must not stop the counter: the client says it instead
  if (!form.data || !service.data || prefill.isPending) return <Waiting what={t('form.loading')} lines={6} />;
  if (!service.data.assistant) return <Notice level="overdue">{`${say(service.data.title)}: ${t('what.noAssistant')}`}</Notice>;
  const title = say(service.data.title);
  const known = prefill.data ?? { data: {}, sources: [], unavailable: [] };
  return (
    <form
      className={styles.wide}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        next();
      }}
    >
      <div className={styles.step}>
        <StepTitle>{title}</StepTitle>
        <p>{t('form.title')}</p>
        {known.sources.length > 0 && <p className={styles.quiet}>{t('form.known')}</p>}
        {known.unavailable.length > 0 && <Notice level="waiting">{t('form.unavailable', { sources: known.unavailable.join(', ') })}</Notice>}
        <ErrorSummary faults={faults} />
        <BpmnForm ref={handle} schema={form.data.schema} data={it.answers ?? known.data} sources={known.sources} onChange={answers => go({ ...it, answers })} />
        <div>
          <Button type="submit" look="main">
            {t('next')}
          </Button>
        </div>
      </div>
      <Duplicates it={it} kind="service-request" onSame={known => void sameAs(it, known, title)} />
    </form>
  );
}
