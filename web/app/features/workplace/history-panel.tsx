import { CaseLog } from '../../ui/case-log.tsx';

/** What happened, what was said and who looked, newest first. */
export const HistoryPanel = ({ caseId }: { caseId: string }) => <CaseLog caseId={caseId} />;
