import { useWords } from '../../i18n/use-words.ts';
import { DocumentList } from '../../ui/document-list.tsx';
import { AttachDialog } from './attach-dialog.tsx';
import type { CaseView } from './case-tabs.tsx';

/** Documents of the case; each is fetched with the reader's own right, checked by the server. */
export function DocumentsPanel({ it }: { it: CaseView }) {
  const { t } = useWords('workplace');
  return (
    <>
      {it.documents.length === 0 ? <p>{t('documents.empty')}</p> : <DocumentList caseId={it.id} documents={it.documents} />}
      {it.may.includes('attach') && <AttachDialog caseId={it.id} />}
    </>
  );
}
