import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { itemLine } from '../../../contract/configuration.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ItemStatusTag } from './status-word.tsx';
import css from './configuration.module.css';

export type ItemLine = z.output<typeof itemLine>;

/** Items, one a line; on a phone each line becomes a card. */
export function ItemTable({ label, items }: { label: string; items: ItemLine[] }) {
  const { t, say } = useWords('configuration');
  return (
    <table className={css.table} aria-label={label}>
      <thead>
        <tr>
          {(['identifier', 'name', 'type', 'status', 'owner', 'services', 'agency'] as const).map(column => (
            <th key={column} scope="col">
              {t(`field.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(it => (
          <tr key={it.id}>
            <td>
              <Link to="/work/configuration/$itemId" params={{ itemId: it.id }} className="figures">
                {it.identifier}
              </Link>
            </td>
            <td>{it.name}</td>
            <td>{say(it.type.title)}</td>
            <td>
              <ItemStatusTag status={it.status} />
            </td>
            <td>{it.owner}</td>
            <td>{it.services.map(one => say(one.title)).join(', ')}</td>
            <td>{say(it.agency.title)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
