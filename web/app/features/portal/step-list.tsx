import { useWords } from '../../i18n/use-words.ts';
import css from './step-list.module.css';

interface StepListProps {
  titles: string[];
  current: number;
  onGo(step: number): void;
}

/** The task list: what is filled in, where one is, what is ahead. One may go back to what is filled in. */
export function StepList({ titles, current, onGo }: StepListProps) {
  const { t } = useWords('portal');
  const stateOf = (step: number) => (step < current ? 'done' : step === current ? 'current' : 'ahead');
  return (
    <nav aria-label={t('apply.steps')}>
      <ol className={css.steps}>
        {titles.map((title, step) => {
          const state = stateOf(step);
          return (
            <li key={step} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
              {state === 'done' ? (
                <button type="button" className={css.go} onClick={() => onGo(step)}>
                  {title}
                </button>
              ) : (
                <span>{title}</span>
              )}
              <span className={css.state}>{t(`apply.state.${state}`)}</span>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
