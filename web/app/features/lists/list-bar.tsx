import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { FILTER_NAMES, type ViewDefinition } from '../../../contract/views.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { useEarly } from '../../ui/use-early.ts';
import { useKeys } from '../workplace/use-keys.ts';
import { filterOf, writeColumns, type Column } from './place.ts';
import { useFilterWords } from './filter-words.ts';
import css from './list-bar.module.css';

const load = {
  filter: () => import('./filter-dialog.tsx'),
  columns: () => import('./columns-dialog.tsx'),
  save: () => import('./save-view-dialog.tsx'),
  export: () => import('./export-dialog.tsx'),
};
const FilterDialog = lazy(() => load.filter().then(it => ({ default: it.FilterDialog })));
const ColumnsDialog = lazy(() => load.columns().then(it => ({ default: it.ColumnsDialog })));
const SaveViewDialog = lazy(() => load.save().then(it => ({ default: it.SaveViewDialog })));
const ExportDialog = lazy(() => load.export().then(it => ({ default: it.ExportDialog })));

type Window = 'filter' | 'columns' | 'save' | 'export';

interface ListBarProps {
  definition: ViewDefinition;
  sorts: readonly ViewDefinition['sort'][];
  /** The kept view this list came from. */
  view: string | undefined;
}

/** Above a list: its order, what narrows it, and what can be made of it. Everything it changes stands in the address. */
export function ListBar({ definition, sorts, view }: ListBarProps) {
  const { t } = useWords('lists');
  const [open, setOpen] = useState<Window | null>(null);
  const change = useChange();
  const close = () => setOpen(null);
  useKeys({ filter: () => setOpen('filter') });
  useEarly(...Object.values(load));

  return (
    <div className={css.bar} role="group" aria-label={t('bar.label')}>
      <label className={css.sort}>
        <span>{t('bar.sort')}</span>
        <select value={definition.sort} onChange={event => change({ sort: event.target.value })}>
          {sorts.map(it => (
            <option key={it} value={it}>
              {t(`sort.${it}`)}
            </option>
          ))}
        </select>
      </label>
      <Chips definition={definition} onChange={change} />
      <div className={css.buttons}>
        <Button look="quiet" onClick={() => setOpen('filter')}>
          {t('bar.filter')}
        </Button>
        <Button look="quiet" onClick={() => setOpen('columns')}>
          {t('bar.columns')}
        </Button>
        <Button look="quiet" onClick={() => setOpen('save')}>
          {t('bar.save')}
        </Button>
        <Button look="quiet" onClick={() => setOpen('export')}>
          {t('bar.export')}
        </Button>
      </div>
      <Suspense>
        {open === 'filter' && <FilterDialog definition={definition} onChange={filter => change({ ...empty, ...filter })} onClose={close} />}
        {open === 'columns' && (
          <ColumnsDialog definition={definition} onChange={(columns: Column[]) => change({ cols: writeColumns(columns) })} onClose={close} />
        )}
        {open === 'save' && <SaveViewDialog definition={definition} view={view} onClose={close} />}
        {open === 'export' && <ExportDialog definition={definition} onClose={close} />}
      </Suspense>
    </div>
  );
}

const empty = Object.fromEntries(FILTER_NAMES.map(name => [name, undefined]));

/** Changes what the address of this list says; the open task stays open. */
function useChange() {
  const navigate = useNavigate();
  return (changes: Record<string, unknown>) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...changes })) as never, replace: true, resetScroll: false });
}

function Chips({ definition, onChange }: { definition: ViewDefinition; onChange(changes: Record<string, unknown>): void }) {
  const { t } = useWords('lists');
  const wordsOf = useFilterWords();
  const filter = filterOf(definition.filter);
  const said = FILTER_NAMES.filter(name => filter[name] !== undefined);
  if (said.length === 0) return null;
  return (
    <ul className={css.chips} aria-label={t('bar.narrowed')}>
      {said.map(name => (
        <li key={name}>
          <button
            type="button"
            onClick={() => onChange({ [name]: undefined })}
            aria-label={t('bar.remove', { what: `${t(`filter.${name}`)}: ${wordsOf(name, filter[name]!)}` })}
          >
            {t(`filter.${name}`)}: {wordsOf(name, filter[name]!)} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" onClick={() => onChange(empty)}>
          {t('bar.clear')}
        </button>
      </li>
    </ul>
  );
}
