import { useState } from 'react';
import { CASE_COLUMNS, DEFAULT_COLUMNS, TASK_COLUMNS, type ViewDefinition } from '../../../contract/views.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Column } from './place.ts';
import css from './dialogs.module.css';

interface ColumnsDialogProps {
  definition: ViewDefinition;
  onChange(columns: Column[]): void;
  onClose(): void;
}

/** Which columns, in what order, how wide. The code always stays: it is the way into the case. */
export function ColumnsDialog({ definition, onChange, onClose }: ColumnsDialogProps) {
  const { t } = useWords('lists');
  const known: readonly Column['id'][] = definition.of === 'tasks' ? TASK_COLUMNS : CASE_COLUMNS;
  const [columns, setColumns] = useState<Column[]>(definition.columns);
  const chosen = new Map(columns.map(it => [it.id, it]));
  const order = [...columns.map(it => it.id), ...known.filter(id => !chosen.has(id))];

  const tick = (id: Column['id'], on: boolean) => setColumns(on ? [...columns, { id }] : columns.filter(it => it.id !== id));
  const move = (id: Column['id'], step: 1 | -1) => {
    const at = columns.findIndex(it => it.id === id);
    const moved = columns.toSpliced(at, 1).toSpliced(at + step, 0, columns[at]!);
    setColumns(moved);
  };
  const widen = (id: Column['id'], width: number) => setColumns(columns.map(it => (it.id !== id ? it : width >= 40 && width <= 1000 ? { id, width } : { id })));
  const keep = () => {
    onChange(columns);
    onClose();
  };

  return (
    <Dialog
      open
      title={t('columns.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="main" onClick={keep}>
            {t('columns.show')}
          </Button>
          <Button onClick={() => setColumns(DEFAULT_COLUMNS[definition.of].map(id => ({ id })))}>{t('columns.usual')}</Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <ol className={css.columns}>
        {order.map(id => {
          const at = columns.findIndex(it => it.id === id);
          const name = t(`column.${id}`);
          return (
            <li key={id}>
              <label>
                <input type="checkbox" checked={at !== -1} disabled={id === 'code'} onChange={event => tick(id, event.target.checked)} /> {name}
              </label>
              {at !== -1 && (
                <>
                  <input
                    type="number"
                    min={40}
                    max={1000}
                    step={10}
                    placeholder={t('columns.auto')}
                    aria-label={t('columns.width', { name })}
                    value={columns[at]?.width ?? ''}
                    onChange={event => widen(id, event.target.valueAsNumber)}
                  />
                  <Button look="quiet" disabled={at === 0} onClick={() => move(id, -1)} aria-label={t('columns.earlier', { name })}>
                    ↑
                  </Button>
                  <Button look="quiet" disabled={at === columns.length - 1} onClick={() => move(id, 1)} aria-label={t('columns.later', { name })}>
                    ↓
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
