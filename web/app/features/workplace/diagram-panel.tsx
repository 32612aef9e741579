import { getDiagram } from '../../../contract/cases.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { DiagramView } from './diagram-view.tsx';

/** The diagrams this case runs on, the innermost first: that is where work is done. */
export function DiagramPanel({ caseId }: { caseId: string }) {
  const { t, language } = useWords('workplace');
  const query = useCall(getDiagram, { caseId });
  return (
    <Loaded query={query} what={t('diagram.loading')}>
      {({ runs }) =>
        runs.length === 0 ? (
          <p>{t('diagram.none')}</p>
        ) : (
          [...runs].reverse().map((run, at) => <DiagramView key={`${run.processId}-${at}`} run={run} language={language} />)
        )
      }
    </Loaded>
  );
}
