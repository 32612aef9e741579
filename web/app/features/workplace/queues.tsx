import { Link } from '@tanstack/react-router';
import { QUEUES } from '../../../contract/tasks.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Queue } from './places.ts';
import styles from './queues.module.css';

const MOST = 1000;

/** The queues with their counts. Counts stop at 1000: nobody works through more, and counting on would slow every list. */
export function Queues({ current, counts }: { current: Queue; counts: Record<Queue, number> | undefined }) {
  const { t } = useWords('workplace');
  return (
    <nav className={styles.queues} aria-label={t('queues.label')}>
      <ul>
        {QUEUES.map(queue => (
          <li key={queue}>
            <Link to="/work/tasks" search={{ queue }} className={styles.queue} aria-current={queue === current ? 'page' : undefined}>
              <span>{t(`queues.${queue}`)}</span>
              <span className={styles.count}>{counts && (counts[queue] >= MOST ? t('queues.many') : counts[queue])}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
