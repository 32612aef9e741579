import { useWords } from '../i18n/use-words.ts';
import css from './stage-line.module.css';
import { stagesOf, type Milestone } from './stages.ts';

/** The way of a case from its diagrams, stage by stage: what is done, where it stands, what is ahead. */
export function StageLine({ milestones, label }: { milestones: Milestone[]; label: string }) {
  const { t, say, date } = useWords('domain');
  return (
    <ol className={css.line} aria-label={label}>
      {stagesOf(milestones).map(({ stage, state: stageState, milestones: inside }) => (
        <li key={stage} className={css.stage} data-state={stageState}>
          <p className={css.title}>{t(`stage.${stage}`)}</p>
          <ol className={css.stops}>
            {inside.map(({ id, text, state, at }) => (
              <li key={id} className={css.stop} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
                <span className={css.mark} aria-hidden="true" />
                <span className={css.text}>
                  <span>
                    {say(text)}
                    <span className="visually-hidden">: {t(`stageLine.${state}`)}</span>
                  </span>
                  {at && state !== 'ahead' && <time dateTime={at}>{date(at)}</time>}
                </span>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
