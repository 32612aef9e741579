import { useState, type ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import { useIntention } from '../workplace/use-intention.ts';
import { faultsOf, type Field, type Values } from './fields.ts';

interface Props {
  title: string;
  text?: string;
  /** The words of the button. */
  label: string;
  fields: readonly Field[];
  /** What was done, in words. */
  done: string;
  send(values: Values, idempotencyKey: string): Promise<unknown>;
  onClose(): void;
  /** Whether what the caller keeps is whole; asked when the button is pressed. */
  ready?(): boolean;
  /** What the caller keeps: other content is another intention. */
  more?: unknown;
  /** More to fill in, which the caller keeps; `faults`: what the server found wrong, by path. */
  children?: (faults: Record<string, string>) => ReactNode;
}

/** A question in a window: fields, what is wrong at each, and one act. What was typed stays until it has been done. */
export function FieldsDialog({ title, text, label, fields, done, send, onClose, ready, more, children }: Props) {
  const { t } = useWords('levels');
  const [values, setValues] = useState<Values>(() => Object.fromEntries(fields.map(it => [it.name, it.value ?? ''])));
  const [tried, setTried] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const faults = faultsOf(fields, values);
  const refused = Object.fromEntries(problem?.slug === 'invalid-form' ? problem.faults.map(it => [it.path, it.code]) : []);
  const faultAt = (name: string) => (tried && (faults[name] ?? refused[name]) ? t(`fault.${faults[name] ?? refused[name]}`) : null);
  const press = async () => {
    setTried(true);
    const whole = ready?.() ?? true;
    if (!whole || Object.keys(faults).length > 0) return;
    const reply = await run(
      () => send(values, keyFor({ values, more })),
      () => done,
    );
    if (reply) onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void press()}>
        {label}
      </Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={title} onClose={onClose} actions={actions}>
      {text && <p>{text}</p>}
      {problem && problem.slug === 'state-conflict' && <Notice level="waiting">{t('changed')}</Notice>}
      {problem && problem.slug !== 'invalid-form' && problem.slug !== 'state-conflict' && <ProblemView problem={problem} />}
      {fields.map(it => (
        <One
          key={it.name}
          it={it}
          value={values[it.name] ?? ''}
          error={faultAt(it.name)}
          onChange={value => setValues(now => ({ ...now, [it.name]: value }))}
        />
      ))}
      {children?.(refused)}
    </Dialog>
  );
}

function One({ it, value, error, onChange }: { it: Field; value: string; error: string | null; onChange(value: string): void }) {
  const common = { label: it.label, error, optional: it.optional ?? false, ...(it.help && { help: it.help }) };
  if (it.type === 'select') return <Select {...common} value={value} options={it.options ?? []} onChange={onChange} />;
  if (it.type === 'area') return <TextArea {...common} rows={3} maxLength={2000} value={value} onChange={event => onChange(event.target.value)} />;
  const more = it.type === 'date' ? { type: 'date' } : { inputMode: it.type === 'number' ? ('decimal' as const) : ('text' as const), maxLength: 300 };
  return <TextField {...common} {...more} value={value} onChange={event => onChange(event.target.value)} />;
}
