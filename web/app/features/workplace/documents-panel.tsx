import { useState } from 'react';
import { getArchive, printReceipt } from '../../../contract/documents.ts';
import { openBytes } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { DocumentList } from '../../ui/document-list.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { AttachDialog } from './attach-dialog.tsx';
import type { CaseView } from './case-tabs.tsx';
import { PaperNotice } from './paper-notice.tsx';
import styles from './case.module.css';

/** Documents of the case; each is fetched with the reader's own right, checked by the server. */
export function DocumentsPanel({ it }: { it: CaseView }) {
  const { t } = useWords('workplace');
  const { t: word } = useWords('documents');
  const [problem, setProblem] = useState<unknown>(null);
  const save = (what: typeof getArchive, name: string) => {
    setProblem(null);
    openBytes(what, { caseId: it.id }, name).catch(setProblem);
  };
  const handsOut = it.resultWay === 'counter' && it.status === 'done' && it.may.includes('note');
  return (
    <>
      <PaperNotice it={it} />
      {it.documents.length === 0 ? <p>{t('documents.empty')}</p> : <DocumentList caseId={it.id} documents={it.documents} />}
      {problem !== null && <ProblemView problem={problem} />}
      <div className={styles.actions}>
        {it.may.includes('attach') && <AttachDialog caseId={it.id} />}
        {it.documents.length > 1 && <Button onClick={() => save(getArchive, `${it.code}.zip`)}>{word('do.all')}</Button>}
        {handsOut && <Button onClick={() => save(printReceipt, `${it.code}.pdf`)}>{word('do.receipt')}</Button>}
      </div>
    </>
  );
}
