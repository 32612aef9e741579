import { useState } from 'react';
import { getService } from '../../../contract/catalogue.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { PrintButton } from './print-button.tsx';
import { ResultWay } from './result-way.tsx';
import type { StepProps } from './register-page.tsx';
import { faultsOf, isService } from './registration.ts';
import { useSubmit } from './use-submit.ts';
import { StepTitle } from './step-title.tsx';
import styles from './register.module.css';

/** The client checks and signs; the sheet is scanned in; the specialist confirms on the client's mandate (B3.8). */
export function SignStep({ it, go }: StepProps) {
  const { t, say } = useWords('counter');
  const [tried, setTried] = useState(false);
  const { submit, busy, problem } = useSubmit(go);
  const faults = tried ? faultsOf(it) : [];
  const words: Record<string, string> = { mandate: t('sign.mandateShort'), signed: t('sign.signedShort') };
  const serviceId = isService(it.choice) ? it.choice.serviceId : '';
  const service = useCall(getService, { serviceId }).data;
  return (
    <form
      className={styles.step}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setTried(true);
        if (faultsOf(it).length === 0) void submit(it, service ? say(service.title) : t('title'));
      }}
    >
      <StepTitle>{t('sign.title')}</StepTitle>
      <ErrorSummary faults={faults.map(name => ({ id: `sign-${name}`, text: words[name] ?? '' }))} />
      {problem && (
        <>
          <ProblemView problem={problem} />
          <p>{t('failed')}</p>
        </>
      )}
      <PrintButton it={it} />
      {it.channel === 'phone' ? (
        <p>{t('sign.byPhone')}</p>
      ) : (
        <div id="sign-signed" tabIndex={-1}>
          <FileField
            label={t(it.signed ? 'sign.scanAgain' : 'sign.scan')}
            files={it.signed ? [it.signed] : []}
            onChange={files => go({ ...it, signed: files.at(-1) ?? null })}
          />
        </div>
      )}
      <ResultWay it={it} go={go} label={t('sign.resultWay')} />
      <Checkbox
        id="sign-mandate"
        label={t('sign.mandate', { name: it.client?.name ?? '' })}
        checked={it.mandate}
        error={faults.includes('mandate') ? words.mandate : null}
        onChange={mandate => go({ ...it, mandate })}
      />
      <div>
        <Button type="submit" look="main" busy={busy}>
          {t(busy ? 'sign.submitting' : 'sign.submit')}
        </Button>
      </div>
    </form>
  );
}
