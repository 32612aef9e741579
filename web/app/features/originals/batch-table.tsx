import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { listBatches, type batchView } from '../../../contract/originals.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import css from './originals.module.css';

export type Batch = z.output<typeof batchView>;
const LEVELS = { made: 'plain', sent: 'waiting', closed: 'done' } as const;

/** State of a parcel: a word, and whether somebody should look for it. */
export function BatchTags({ it }: { it: Batch }) {
  const { t } = useWords('originals');
  return (
    <span className={css.tags}>
      <StatusTag level={it.overdue ? 'overdue' : LEVELS[it.state]}>{t(it.overdue ? 'batch.overdue' : `batch.${it.state}`)}</StatusTag>
      {it.counts.missing > 0 && <StatusTag level="overdue">{t('batch.missing', { count: it.counts.missing })}</StatusTag>}
    </span>
  );
}

/** Parcels that the reader's agency sends or gets, the newest first. */
export function BatchTable() {
  const { t, say, date } = useWords('originals');
  const query = useCall(listBatches, { limit: 100 });
  return (
    <Loaded query={query} what={t('loading')}>
      {({ batches }) =>
        batches.length === 0 ? (
          <EmptyState title={t('empty.batches')}>{t('empty.batchesText')}</EmptyState>
        ) : (
          <table className={css.table} aria-label={t('list.batches')}>
            <thead>
              <tr>
                {(['number', 'from', 'to', 'made', 'state', 'counts'] as const).map(name => (
                  <th key={name} scope="col">
                    {t(`column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {batches.map(it => (
                <tr key={it.id}>
                  <td>
                    <Link to="/work/originals/$batchId" params={{ batchId: it.id }}>
                      {it.number}
                    </Link>
                  </td>
                  <td>{say(it.sender.title)}</td>
                  <td>{say(it.holder.title)}</td>
                  <td>{date(it.madeAt)}</td>
                  <td>
                    <BatchTags it={it} />
                  </td>
                  <td>{t('batch.ofAll', { received: it.counts.received, all: it.counts.all })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Loaded>
  );
}
