import { useId, type ComponentProps, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import css from './field.module.css';

interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  /** What is wrong, in words; the field is then marked invalid. */
  error?: string | null | undefined;
  /** In this design what is optional says so; everything else is needed. */
  optional?: boolean;
}

interface FrameProps extends FieldProps {
  id: string;
  children: ReactNode;
}

function Frame({ id, label, help, error, optional, children }: FrameProps) {
  const { t } = useWords();
  return (
    <div className={css.field} data-invalid={error ? '' : undefined}>
      <label htmlFor={id} className={css.label}>
        {label}
        {optional && <span className={css.optional}> ({t('optional')})</span>}
      </label>
      {help && (
        <p id={`${id}-help`} className={css.help}>
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

const describedBy = (id: string, { help, error }: FieldProps) => [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'className'>;

/** One line of text. `id` may be given, so that an ErrorSummary can lead to it. */
export function TextField({ label, help, error, optional = false, id, ...rest }: TextFieldProps) {
  const own = useId();
  const fieldId = id ?? own;
  return (
    <Frame {...{ id: fieldId, label, help, error, optional }}>
      <input
        {...rest}
        id={fieldId}
        className={css.input}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(fieldId, { label, help, error })}
      />
    </Frame>
  );
}

type TextAreaProps = FieldProps & Omit<ComponentProps<'textarea'>, 'className'>;

export function TextArea({ label, help, error, optional = false, id, rows = 5, ...rest }: TextAreaProps) {
  const own = useId();
  const fieldId = id ?? own;
  return (
    <Frame {...{ id: fieldId, label, help, error, optional }}>
      <textarea
        {...rest}
        rows={rows}
        id={fieldId}
        className={css.input}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(fieldId, { label, help, error })}
      />
    </Frame>
  );
}

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  help?: string;
}

interface SelectProps<Value extends string> extends FieldProps {
  options: Option<Value>[];
  value: Value;
  onChange(value: Value): void;
  id?: string;
}

/** The native select: on a phone it is the best there is. */
export function Select<Value extends string>({ label, help, error, optional = false, options, value, onChange, id }: SelectProps<Value>) {
  const own = useId();
  const fieldId = id ?? own;
  return (
    <Frame {...{ id: fieldId, label, help, error, optional }}>
      <select
        id={fieldId}
        className={css.input}
        value={value}
        onChange={event => onChange(event.target.value as Value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(fieldId, { label, help, error })}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface RadioProps<Value extends string> extends FieldProps {
  options: Option<Value>[];
  value: Value | null;
  onChange(value: Value): void;
  id?: string;
}

/** A question with a few answers, one of which holds. */
export function RadioGroup<Value extends string>({ label, help, error, optional = false, options, value, onChange, id }: RadioProps<Value>) {
  const { t } = useWords();
  const own = useId();
  const fieldId = id ?? own;
  return (
    <fieldset className={css.field} data-invalid={error ? '' : undefined} aria-describedby={describedBy(fieldId, { label, help, error })}>
      <legend className={css.label}>
        {label}
        {optional && <span className={css.optional}> ({t('optional')})</span>}
      </legend>
      {help && (
        <p id={`${fieldId}-help`} className={css.help}>
          {help}
        </p>
      )}
      {error && (
        <p id={`${fieldId}-error`} className={css.error}>
          {error}
        </p>
      )}
      {options.map((option, index) => (
        <label key={option.value} className={css.choice}>
          <input type="radio" id={index === 0 ? fieldId : undefined} name={fieldId} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>
            {option.label}
            {option.help && <span className={css.choiceHelp}>{option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'className' | 'type' | 'onChange'> {
  label: ReactNode;
  error?: string | null | undefined;
  onChange(checked: boolean): void;
}

export function Checkbox({ label, error, onChange, id, ...rest }: CheckboxProps) {
  const own = useId();
  const fieldId = id ?? own;
  return (
    <div className={css.field} data-invalid={error ? '' : undefined}>
      {error && (
        <p id={`${fieldId}-error`} className={css.error}>
          {error}
        </p>
      )}
      <label className={css.choice}>
        <input
          {...rest}
          type="checkbox"
          id={fieldId}
          onChange={event => onChange(event.target.checked)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${fieldId}-error` : undefined}
        />
        <span>{label}</span>
      </label>
    </div>
  );
}
