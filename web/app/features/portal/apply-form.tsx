import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import { listMyCases, submitCase } from '../../../contract/cases.ts';
import type { getPrefill, serviceView } from '../../../contract/catalogue.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { localiseForm } from '../../../contract/form.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { reread } from '../../api/use-call.ts';
import { SavedAt } from '../../drafts/saved-at.tsx';
import type { Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { BpmnForm, type BpmnFormHandle } from '../../ui/bpmn-form.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary, type Fault } from '../../ui/error-summary.tsx';
import { RadioGroup } from '../../ui/field.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { labelOf, questionsOf, stepsOf, type FormSchema } from '../../ui/form-schema.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { newApplication, sourcesStanding, type Application } from './application.ts';
import { CheckAnswers } from './check-answers.tsx';
import css from './apply-form.module.css';
import { StepList } from './step-list.tsx';

interface ApplyFormProps {
  service: z.infer<typeof serviceView>;
  schema: Record<string, unknown>;
  prefill: ReplyOf<typeof getPrefill>;
  draft: Draft<Application>;
}

/** One topic a step, then result and attachments, then check; every change goes to the draft. */
export function ApplyForm({ service, schema, prefill, draft }: ApplyFormProps) {
  const { t, say, language } = useWords('portal');
  const navigate = useNavigate();
  const [application, setApplication] = useState<Application>(() => ({ ...newApplication(prefill.data, crypto.randomUUID()), ...draft.found }));
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<BpmnFormHandle>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const steps = useMemo(() => stepsOf(schema as FormSchema, t('apply.first')), [schema, t]);
  const asksForWay = questionsOf(schema as FormSchema).some(question => question.key === 'resultWay');
  const titles = useMemo(
    () => [
      ...stepsOf(localiseForm(schema, language) as FormSchema, t('apply.first')).map(step => step.title),
      t(asksForWay ? 'apply.files' : 'apply.wayAndFiles'),
      t('apply.check'),
    ],
    [schema, language, asksForWay, t],
  );
  const checkStep = steps.length + 1;
  const step = Math.min(application.step, checkStep);
  const current = steps[step];
  const sources = sourcesStanding(prefill.sources, prefill.data, application.answers);

  const change = (part: Partial<Application>) => {
    const next = { ...application, ...part };
    setApplication(next);
    draft.save(next);
  };
  const goTo = (to: number) => {
    change({ step: to });
    setFaults([]);
    setProblem(null);
    requestAnimationFrame(() => {
      heading.current?.focus();
      heading.current?.scrollIntoView();
    });
  };
  const goOn = () => {
    const found = form.current?.check() ?? [];
    setFaults(found);
    if (found.length === 0) goTo(step + 1);
  };

  const submit = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const body = {
        kind: 'service-request' as const,
        serviceId: service.id,
        data: application.answers,
        resultWay: asksForWay && application.answers.resultWay === 'counter' ? ('counter' as const) : application.resultWay,
        uploadIds: application.files.map(file => file.uploadId),
      };
      const { id } = await call(submitCase, {}, body, { idempotencyKey: application.key });
      await draft.end();
      void reread(listMyCases);
      await navigate({ to: '/cases/$caseId', params: { caseId: id }, search: { sent: true }, replace: true });
    } catch (error) {
      if (error instanceof ApiProblem && error.slug === 'invalid-form' && error.faults.length > 0) setFaults(namedFaults(error));
      else setProblem(error);
      setBusy(false);
    }
  };

  const questions = questionsOf(localiseForm(schema, language) as FormSchema);
  const namedFaults = ({ faults: refused }: ApiProblem): Fault[] =>
    refused.map(({ path, code }) => {
      const question = questions.find(({ key }) => key === path);
      return { id: path, text: `${question ? labelOf(question) : path}: ${t([`domain:validation.${code}`, 'domain:validation.invalid'])}` };
    });
  const stepOfKey = (key: string) => steps.findIndex(it => questionsOf(it.schema).some(question => question.key === key));

  return (
    <div className={css.apply}>
      <header className={css.head}>
        <p className={css.service}>{t('apply.title', { service: say(service.title) })}</p>
        <SavedAt state={draft.state} />
      </header>
      <StepList titles={titles} current={step} onGo={goTo} />
      <div className={css.step}>
        <ErrorSummary faults={faults} {...(step === checkStep && { onPick: fault => goTo(Math.max(0, stepOfKey(fault.id))) })} />
        <p className={css.count}>{t('apply.stepOf', { step: step + 1, steps: titles.length })}</p>
        <h1 ref={heading} tabIndex={-1}>
          {titles[step]}
        </h1>

        {current && (
          <>
            {step === 0 &&
              prefill.unavailable.map(source => (
                <Notice key={source} level="waiting">
                  <p>{t('apply.unavailable', { source })}</p>
                </Notice>
              ))}
            <BpmnForm
              key={current.id}
              ref={form}
              schema={current.schema}
              data={application.answers}
              sources={sources}
              onChange={answers => change({ answers: { ...application.answers, ...answers } })}
            />
          </>
        )}
        {step === steps.length && (
          <>
            {!asksForWay && (
              <RadioGroup
                label={t('apply.resultWay')}
                value={application.resultWay}
                onChange={resultWay => change({ resultWay })}
                options={(['e-account', 'counter'] as const).map(value => ({
                  value,
                  label: t(`domain:resultWay.${value}`),
                  help: t(`apply.wayHelp.${value}`),
                }))}
              />
            )}
            <FileField label={t('apply.files')} help={t('apply.filesWhy')} files={application.files} onChange={files => change({ files })} />
          </>
        )}
        {step === checkStep && <CheckAnswers steps={steps} titles={titles} application={application} sources={sources} onChange={goTo} />}

        {problem !== null && (
          <>
            <p>
              <strong>{t('apply.notSent')}</strong>
            </p>
            <ProblemView problem={problem} />
          </>
        )}
        <div className={css.actions}>
          {step > 0 && <Button onClick={() => goTo(step - 1)}>{t('do.back')}</Button>}
          {step < checkStep ? (
            <Button look="main" onClick={goOn}>
              {t('do.next')}
            </Button>
          ) : (
            <Button look="main" busy={busy} onClick={() => void submit()}>
              {busy ? t('apply.sending') : t('apply.submit')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
