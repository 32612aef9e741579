import { listBulk } from '../../../contract/bulk.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import css from './bulk.module.css';

/** My last bulk actions: those that run, what came of the others, and the way to take them back. */
export function BulkPage() {
  const { t, dateTime } = useWords('bulk');
  useTitle(t('page'));
  const query = useCall(listBulk, {}, { staleTime: 0 });
  return (
    <div className={css.page}>
      <h1>{t('page')}</h1>
      <Loaded query={query} what={t('loading')}>
        {({ actions }) => {
          const own = actions.filter(it => it.undoes === null);
          if (own.length === 0) return <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>;
          return (
            <ul className={css.list}>
              {own.map(({ id, act, startedAt, total }) => (
                <li key={id}>
                  <h2>{t(`title.${act.name}`, { count: total })}</h2>
                  <time dateTime={startedAt}>{dateTime(startedAt)}</time>
                  <BulkProgress bulkId={id} />
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </div>
  );
}
