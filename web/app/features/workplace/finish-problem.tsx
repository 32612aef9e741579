import type { ApiProblem } from '../../api/problem.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Conflict } from './task-actions.tsx';

/** Why a task could not be finished: somebody was faster, it is done already, or the answers need another look. */
export function FinishProblem({ problem }: { problem: ApiProblem | null }) {
  const { t } = useWords('workplace');
  if (!problem) return null;
  if (problem.slug === 'state-conflict') return <Conflict />;
  if (problem.slug === 'already-done') return <Notice live>{t('task.already')}</Notice>;
  return <ProblemView problem={problem} />;
}
