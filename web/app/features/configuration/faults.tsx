import type { ApiProblem } from '../../api/problem.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';

/** What the register refused, in words, each linked to its field; other trouble as everywhere. */
export function Faults({ problem, idOf }: { problem: ApiProblem | null; idOf(path: string): string }) {
  const { t } = useWords('configuration');
  if (!problem) return null;
  if (problem.faults.length === 0) return <ProblemView problem={problem} />;
  return (
    <ErrorSummary
      faults={problem.faults.map(it => ({
        id: idOf(it.path),
        text: t(`fault.${it.code}`, { value: it.message ?? '', defaultValue: `${it.path}: ${it.code}` }),
      }))}
    />
  );
}
