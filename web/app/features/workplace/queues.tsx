import { Link } from '@tanstack/react-router';
import { countQueues, COUNTED_QUEUES } from '../../../contract/views.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Queue } from './places.ts';
import styles from './queues.module.css';

const MOST = 1000;

/** The queues with their counts. Counts stop at 1000: nobody works through more, and counting on would slow every list. */
export function Queues({ current }: { current: Queue }) {
  const { t } = useWords('workplace');
  const queues = useCall(countQueues, {}).data?.queues;
  return (
    <nav className={styles.queues} aria-label={t('queues.label')}>
      <ul>
        {COUNTED_QUEUES.map(queue => {
          const to = queue === 'waiting' ? ({ to: '/work/cases', search: { state: 'waiting' } } as const) : ({ to: '/work/tasks', search: { queue } } as const);
          const count = queues?.[queue].count;
          return (
            <li key={queue}>
              <Link {...to} className={styles.queue} aria-current={queue === current ? 'page' : undefined}>
                <span>{t(`queues.${queue}`)}</span>
                <span className={styles.count}>{count !== undefined && (count >= MOST ? t('queues.many') : count)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
