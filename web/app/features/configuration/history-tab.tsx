import { listItemHistory } from '../../../contract/configuration.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import css from './configuration.module.css';

/** Every change of every field: old and new, who, when, why, and what it rests on. */
export function HistoryTab({ itemId }: { itemId: string }) {
  const { t, dateTime } = useWords('configuration');
  const query = useCall(listItemHistory, { itemId });
  return (
    <Loaded query={query} what={t('history.loading')}>
      {({ entries }) => (
        <table className={css.table} aria-label={t('tab.history')}>
          <thead>
            <tr>
              {(['at', 'field', 'old', 'new', 'by', 'why'] as const).map(column => (
                <th key={column} scope="col">
                  {t(`history.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((it, at) => (
              <tr key={at}>
                <td>
                  <time dateTime={it.at}>{dateTime(it.at)}</time>
                </td>
                <td>{t(`field.${it.field}`, { defaultValue: it.field })}</td>
                <td>
                  <Value field={it.field} value={it.old} />
                </td>
                <td>
                  <Value field={it.field} value={it.new} />
                </td>
                <td>{it.by}</td>
                <td>
                  {it.why}
                  {it.ground && (
                    <span className={css.quiet}>
                      {' '}
                      {it.ground.event ? t(`eventKind.${it.ground.event}`) : t(`ground.${it.ground.kind}`)} {it.ground.code}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Loaded>
  );
}

function Value({ field, value }: { field: string; value: unknown }) {
  const { t } = useWords('configuration');
  if (value === null || value === undefined) return <>–</>;
  if (field === 'status') return <>{t(`status.${String(value)}`)}</>;
  if (Array.isArray(value))
    return <>{value.map(it => (typeof it === 'string' ? it : `${(it as { type: string }).type}: ${(it as { to: string }).to}`)).join(', ') || '–'}</>;
  if (typeof value === 'object')
    return (
      <>
        {Object.entries(value)
          .map(([key, one]) => `${key}: ${String(one)}`)
          .join(', ') || '–'}
      </>
    );
  return <>{String(value as string)}</>;
}
