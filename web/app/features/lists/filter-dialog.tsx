import { useState } from 'react';
import { KINDS, STATUSES } from '../../../contract/words.ts';
import type { ViewDefinition, WorkFilter } from '../../../contract/views.ts';
import { getMe } from '../../../contract/me.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { useNames } from './filter-words.ts';
import css from './dialogs.module.css';

const CHANNELS = ['online', 'counter', 'phone', 'post'];
const WAITS = ['client', 'partner', 'payment', 'institution', 'date'];
const DATES = ['dueFrom', 'dueTo', 'submittedFrom', 'submittedTo'] as const;

interface FilterDialogProps {
  definition: ViewDefinition;
  onChange(filter: WorkFilter): void;
  onClose(): void;
}

/** Narrows a list: any of the words ticked in a group, all of the groups. By keyboard: Tab between groups, Space ticks, Enter shows. */
export function FilterDialog({ definition, onChange, onClose }: FilterDialogProps) {
  const { t } = useWords('lists');
  const { t: word } = useWords('domain');
  const { services, colleagues } = useNames();
  const me = useCall(getMe, {}, { staleTime: Infinity }).data;
  const [filter, setFilter] = useState<WorkFilter>(definition.filter);
  const set = (name: keyof WorkFilter, value: string | undefined) => setFilter(before => ({ ...before, [name]: value || undefined }) as WorkFilter);
  const show = () => {
    onChange(Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as WorkFilter);
    onClose();
  };
  const group = (name: keyof WorkFilter, options: { id: string; title: string }[]) => (
    <Ticks key={name} title={t(`filter.${name}`)} options={options} value={filter[name] as string | undefined} onChange={value => set(name, value)} />
  );
  const words = (ids: readonly string[], kind: string) => ids.map(id => ({ id, title: word(`${kind}.${id}`) }));

  return (
    <Dialog
      open
      title={t('filter.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="main" onClick={show}>
            {t('filter.show')}
          </Button>
          <Button onClick={() => setFilter({})}>{t('bar.clear')}</Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={event => {
          event.preventDefault();
          show();
        }}
      >
        <TextField
          label={t('filter.text')}
          help={t('filter.textHelp')}
          value={filter.text ?? ''}
          maxLength={100}
          onChange={event => set('text', event.target.value)}
          autoFocus
        />
        {group('kind', words(KINDS, 'kind'))}
        {services.length > 0 && group('service', services)}
        {group('status', words(STATUSES, 'status'))}
        {group(
          'priority',
          ['1', '2', '3', '4'].map(id => ({ id, title: word('priority', { priority: id }) })),
        )}
        {group('channel', words(CHANNELS, 'channel'))}
        {group(
          'waits',
          WAITS.map(id => ({ id, title: t(`waits.${id}`) })),
        )}
        {group('assignee', [
          { id: 'nobody', title: t('nobody') },
          ...(me ? [{ id: me.id, title: t('me') }] : []),
          ...colleagues.map(it => ({ id: it.id, title: it.name })),
        ])}
        <div className={css.dates}>
          {DATES.map(name => (
            <TextField key={name} type="date" label={t(`filter.${name}`)} value={filter[name] ?? ''} onChange={event => set(name, event.target.value)} />
          ))}
        </div>
        {group('overdue', [
          { id: 'yes', title: t('yes') },
          { id: 'no', title: t('no') },
        ])}
        {group('escalated', [
          { id: 'yes', title: t('yes') },
          { id: 'no', title: t('no') },
        ])}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface TicksProps {
  title: string;
  options: { id: string; title: string }[];
  value: string | undefined;
  onChange(value: string | undefined): void;
}

/** Several answers at once; of yes and no, one. */
function Ticks({ title, options, value, onChange }: TicksProps) {
  const chosen = value?.split(',') ?? [];
  const isYesNo = options[0]?.id === 'yes';
  const tick = (id: string, on: boolean) => {
    const rest = isYesNo ? [] : chosen.filter(it => it !== id);
    onChange((on ? [...rest, id] : rest).join(',') || undefined);
  };
  return (
    <fieldset className={css.ticks}>
      <legend>{title}</legend>
      <div>
        {options.map(({ id, title: label }) => (
          <label key={id}>
            <input type="checkbox" checked={chosen.includes(id)} onChange={event => tick(id, event.target.checked)} /> {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
