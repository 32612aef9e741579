import { ApiProblem } from '../api/problem.ts';
import { signIn } from '../auth/auth.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import css from './problem-view.module.css';

/** Slug of whatever was thrown. */
export const slugOf = (error: unknown) => (error instanceof ApiProblem ? error.slug : 'unknown');

interface ProblemViewProps {
  problem: unknown;
  onRetry?: () => void;
  /** It stands in place of the whole page: its title is the page's heading. */
  page?: boolean;
}

/** A failure: what it is, what is safe, what to do next. */
export function ProblemView({ problem, onRetry, page = false }: ProblemViewProps) {
  const { t } = useWords();
  const slug = slugOf(problem);
  const Title = page ? 'h1' : 'h2';
  const instance = problem instanceof ApiProblem ? problem.instance : null;
  return (
    <div className={css.problem} role="alert">
      <Title className={css.title}>{t(`problem.title.${slug}`)}</Title>
      <p>{t(`problem.text.${slug}`)}</p>
      {instance && slug === 'unknown' && <p className={css.request}>{t('problem.request', { id: instance })}</p>}
      {slug === 'not-signed-in' && (
        <Button look="main" onClick={() => void signIn()}>
          {t('auth.signIn')}
        </Button>
      )}
      {onRetry && !['not-signed-in', 'not-found', 'not-permitted'].includes(slug) && <Button onClick={onRetry}>{t('do.retry')}</Button>}
    </div>
  );
}
