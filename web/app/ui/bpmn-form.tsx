import type { Form } from '@bpmn-io/form-js-viewer';
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import { localiseForm, localiseOptions } from '../../contract/form.ts';
import type { FieldFault } from '../api/problem.ts';
import { useWords } from '../i18n/use-words.ts';
import css from './bpmn-form.module.css';
import type { Fault } from './error-summary.tsx';
import { labelOf, markSources, questionsOf, type Answers, type FormSchema } from './form-schema.ts';
import { validationWords } from './validation-words.ts';
import { Waiting } from './waiting.tsx';

export interface BpmnFormHandle {
  /** Checks all fields, shows what is wrong beside each, and gives the faults for an ErrorSummary. */
  check(): Fault[];
  /** What is filled in now; hidden fields left out. */
  answers(): Answers;
  /** Shows faults that the server found; gives them for an ErrorSummary. */
  showFaults(faults: FieldFault[]): Fault[];
}

interface BpmnFormProps {
  /** As it comes from the API: localised here. */
  schema: Record<string, unknown>;
  /** What the form starts with. Later changes of this object are not taken over: the form owns what is typed. */
  data: Answers;
  /** Where prefilled answers come from, by key. */
  sources?: { key: string; source: string }[];
  readOnly?: boolean;
  /** Each change, for drafts. */
  onChange?: (answers: Answers) => void;
  ref?: Ref<BpmnFormHandle>;
}

interface Validator {
  validateFieldInstance(instance: unknown, value: unknown): string[];
}
interface Internals {
  _id: string;
  _getState(): { data: Answers };
  _getSubmitData(): Answers;
  _setState(state: { errors: Record<string, string[]> }): void;
}

/** A form of a service or a task, drawn by form-js (loaded when first needed) in our colours and in the reader's language. */
export function BpmnForm({ schema, data, sources = [], readOnly = false, onChange, ref }: BpmnFormProps) {
  const { t, language } = useWords('domain');
  const box = useRef<HTMLDivElement>(null);
  const form = useRef<(Form & Internals) | null>(null);
  const typed = useRef(data);
  const heard = useRef(onChange);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    heard.current = onChange;
  });

  // sources come as a new array at each drawing of the page above: compare what is in it
  const known = JSON.stringify(sources);
  const shown = useMemo(() => {
    const lines = new Map((JSON.parse(known) as { key: string; source: string }[]).map(({ key, source }) => [key, t('form.source', { source })]));
    return markSources(localiseForm(schema, language) as FormSchema, lines);
  }, [schema, language, known, t]);

  useEffect(() => {
    let gone = false;
    const open = async () => {
      const [{ Form: FormJs }] = await Promise.all([import('@bpmn-io/form-js-viewer'), import('@bpmn-io/form-js-viewer/dist/assets/form-js.css')]);
      if (gone) return;
      // without its delay of 300 ms: who types and finishes by Ctrl+Enter at once would lose the last words
      const made = new FormJs({ container: box.current!, debounce: false } as { container: Element }) as Form & Internals;
      const validator = made.get<Validator>('validator');
      const check = validator.validateFieldInstance.bind(validator);
      validator.validateFieldInstance = (instance, value) => check(instance, value).map(message => validationWords(message, t));
      await made.importSchema(shown as never, localiseOptions(shown, typed.current, language));
      if (gone) return made.destroy();
      if (readOnly) made.setProperty('readOnly', true);
      made.on('changed', () => {
        typed.current = made._getState().data;
        heard.current?.(made._getSubmitData());
      });
      form.current = made;
      setReady(true);
    };
    void open();
    return () => {
      gone = true;
      form.current?.destroy();
      form.current = null;
    };
  }, [shown, language, readOnly, t]);

  useImperativeHandle(ref, () => {
    const elementId = (fieldId: string) => firstInput(`fjs-form-${form.current?._id}-${fieldId}`);
    return {
      check() {
        const errors = (form.current?.validate() ?? {}) as Record<string, unknown>;
        return questionsOf(shown)
          .filter(question => question.id && errors[question.id])
          .map(question => ({ id: elementId(question.id!), text: `${labelOf(question)}: ${firstOf(errors[question.id!])}` }));
      },
      answers: () => form.current?._getSubmitData() ?? typed.current,
      showFaults(faults) {
        const errors: Record<string, string[]> = {};
        const found = faults.map(({ path, code }) => {
          const question = questionsOf(shown).find(({ key }) => key === path);
          const text = t([`validation.${code}`, 'validation.invalid']);
          if (question?.id) errors[question.id] = [text];
          return { id: question?.id ? elementId(question.id) : path, text: `${question ? labelOf(question) : path}: ${text}` };
        });
        form.current?._setState({ errors });
        return found;
      },
    };
  }, [shown, t]);

  return (
    <div className={css.form}>
      {!ready && <Waiting what={t('form.loading')} lines={4} />}
      <div ref={box} />
    </div>
  );
}

const firstOf = (error: unknown): string => (Array.isArray(error) ? String(error[0]) : firstOf(Object.values(error as object)[0]));

/** A choice of several has its inputs numbered: the first takes the focus. */
function firstInput(id: string): string {
  if (document.getElementById(id)) return id;
  return document.querySelector(`input[id^="${CSS.escape(id)}"]`)?.id ?? id;
}
