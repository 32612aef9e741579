import { useWords } from '../../i18n/use-words.ts';
import type { Chosen } from './use-selection.ts';
import css from './bulk.module.css';

/** The box at the beginning of a row; with Shift it chooses the rows in between too. `name`: what the row is, for those who do not see it. */
export function SelectBox({ id, name, chosen, tabIndex }: { id: string; name: string; chosen: Chosen; tabIndex?: 0 | -1 }) {
  const { t } = useWords('bulk');
  return (
    <input
      type="checkbox"
      tabIndex={tabIndex}
      className={css.box}
      aria-label={t('choose', { name })}
      checked={chosen.has(id)}
      onChange={event => chosen.toggle(id, (event.nativeEvent as MouseEvent).shiftKey)}
    />
  );
}

/** The box over all rows that are shown. */
export function SelectAllBox({ chosen }: { chosen: Chosen }) {
  const { t } = useWords('bulk');
  return (
    <input
      type="checkbox"
      className={css.box}
      aria-label={t('chooseAll')}
      checked={chosen.all}
      ref={box => {
        if (box) box.indeterminate = chosen.some && !chosen.all;
      }}
      onChange={chosen.toggleAll}
    />
  );
}
