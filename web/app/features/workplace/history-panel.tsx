import { getTimeline } from '../../../contract/cases.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Timeline } from '../../ui/timeline.tsx';

/** What happened, newest first. */
export function HistoryPanel({ caseId }: { caseId: string }) {
  const { t } = useWords('workplace');
  const query = useCall(getTimeline, { caseId });
  return <Loaded query={query}>{({ entries }) => (entries.length === 0 ? <p>{t('history.empty')}</p> : <Timeline entries={entries} />)}</Loaded>;
}
