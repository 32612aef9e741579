import { TextField } from '../../ui/field.tsx';
import { typeAmount, typeUntil, type Either } from './either-field.ts';
import css from './deadlines.module.css';

interface EitherFieldsProps {
  label: string;
  untilLabel: string;
  help: string;
  fields: { amount: string; until: string };
  fault: string | null;
  onType(either: Either): void;
}

/** An amount and the day it comes to, side by side: type one, the other follows. */
export function EitherFields({ label, untilLabel, help, fields, fault, onType }: EitherFieldsProps) {
  return (
    <>
      <p className={css.quiet}>{help}</p>
      <div className={css.either}>
        <TextField
          label={label}
          type="number"
          inputMode="numeric"
          min={0}
          max={2000}
          value={fields.amount}
          onChange={event => onType(typeAmount(event.target.value))}
          error={fault}
        />
        <TextField label={untilLabel} type="date" value={fields.until} onChange={event => onType(typeUntil(event.target.value))} />
      </div>
    </>
  );
}
