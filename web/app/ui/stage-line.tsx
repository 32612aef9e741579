import type { z } from 'zod';
import type { caseView } from '../../contract/cases.ts';
import { useWords } from '../i18n/use-words.ts';
import css from './stage-line.module.css';

type Milestone = Pick<z.infer<typeof caseView>['milestones'][number], 'id' | 'text' | 'state' | 'at'>;

/** Milestones worth showing: a skipped one is no news to the client. */
export const shownMilestones = <M extends Milestone>(milestones: M[]) => milestones.filter(milestone => milestone.state !== 'skipped');

/** The way of a case from its diagram: what is done, where it stands, what is ahead. */
export function StageLine({ milestones, label }: { milestones: Milestone[]; label: string }) {
  const { t, say, date } = useWords('domain');
  return (
    <ol className={css.line} aria-label={label}>
      {shownMilestones(milestones).map(({ id, text, state, at }) => (
        <li key={id} className={css.stop} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <span className={css.mark} aria-hidden="true" />
          <span className={css.text}>
            {say(text)}
            <span className="visually-hidden">. {t(`stageLine.${state}`)}</span>
            {at && state !== 'ahead' && <time dateTime={at}>{date(at)}</time>}
          </span>
        </li>
      ))}
    </ol>
  );
}
