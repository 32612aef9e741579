import { Link, type LinkProps } from '@tanstack/react-router';
import { countQueues, COUNTED_QUEUES, listViews, type counter } from '../../../contract/views.ts';
import type { z } from 'zod';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { placeOf } from '../lists/place.ts';
import styles from './queues.module.css';

const MOST = 1000;
type Counter = z.output<typeof counter>;

/** Queues and kept views with their counts and what is new in them. Counts stop at 1000: nobody works through more, and counting on would slow every list. */
export function Queues({ current }: { current: string }) {
  const { t } = useWords('workplace');
  const { t: list } = useWords('lists');
  const counters = useCall(countQueues, {}).data;
  const views = useCall(listViews, {}).data?.views ?? [];
  const kept = [
    { title: list('view.mine'), views: views.filter(it => it.owner === 'user') },
    { title: list('view.team'), views: views.filter(it => it.owner === 'team') },
  ].filter(it => it.views.length > 0);
  return (
    <nav className={styles.queues} aria-label={t('queues.label')}>
      <ul>
        {COUNTED_QUEUES.map(queue => {
          const to = queue === 'waiting' ? ({ to: '/work/cases', search: { state: 'waiting' } } as const) : ({ to: '/work/tasks', search: { queue } } as const);
          return (
            <li key={queue}>
              <Link {...to} className={styles.queue} activeOptions={{ exact: true, includeSearch: true }} aria-current={queue === current ? 'page' : undefined}>
                <Line title={t(`queues.${queue}`)} counter={counters?.queues[queue]} />
              </Link>
            </li>
          );
        })}
      </ul>
      {kept.map(group => (
        <div key={group.title}>
          <h2 className={styles.title}>{group.title}</h2>
          <ul>
            {group.views.map(it => (
              <li key={it.id}>
                <Link
                  {...(placeOf(it.definition, it.id) as LinkProps)}
                  className={styles.queue}
                  activeOptions={{ exact: true, includeSearch: true }}
                  aria-current={it.id === current ? 'page' : undefined}
                >
                  <Line title={it.name} counter={counters?.views[it.id]} />
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The name, how many there are, and what is new since one last looked, with the reason that is most frequent. */
function Line({ title, counter: it }: { title: string; counter: Counter | undefined }) {
  const { t } = useWords('workplace');
  const { t: list } = useWords('lists');
  const fresh = it?.news.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const why = it?.news.map(news => list(`news.why.${news.why}`, { defaultValue: news.why })).join(', ') ?? '';
  return (
    <>
      <span className={styles.name}>{title}</span>
      <span className={styles.count}>{it && (it.count >= MOST ? t('queues.many') : it.count)}</span>
      {fresh > 0 && <span className={styles.news}>{list('news.label', { count: fresh, why })}</span>}
    </>
  );
}
