import type { z } from 'zod';
import type { timelineEntry } from '../../contract/cases.ts';
import { useWords } from '../i18n/use-words.ts';
import { timelineSentence } from './timeline-words.ts';
import css from './timeline.module.css';

/** What happened, newest first. Reasons and notes that people wrote stand below their sentence. */
export function Timeline({ entries }: { entries: z.infer<typeof timelineEntry>[] }) {
  const words = useWords('domain');
  return (
    <ol className={css.timeline} reversed>
      {entries.toReversed().map(entry => {
        const note = entry.data.reason ?? entry.data.note;
        return (
          <li key={entry.id} className={css.entry}>
            <time dateTime={entry.at}>{words.dateTime(entry.at)}</time>
            <div>
              {timelineSentence(entry, words)}
              {typeof note === 'string' && note !== '' && <p className={css.note}>{note}</p>}
              {entry.actor && <p className={css.actor}>{entry.actor}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
