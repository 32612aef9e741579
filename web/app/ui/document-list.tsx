import { useState } from 'react';
import type { z } from 'zod';
import { getDocument, type documentView } from '../../contract/documents.ts';
import { openBytes } from '../api/call.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import css from './document-list.module.css';
import { ProblemView } from './problem-view.tsx';

interface DocumentListProps {
  caseId: string;
  documents: z.infer<typeof documentView>[];
}

/** Documents of a case. Bytes come by a request with the bearer token, hence buttons and not links. */
export function DocumentList({ caseId, documents }: DocumentListProps) {
  const { t, date, bytes } = useWords('domain');
  const [problem, setProblem] = useState<unknown>(null);
  const open = (id: string, fileName: string) => {
    setProblem(null);
    openBytes(getDocument, { caseId, documentId: id }, fileName).catch(setProblem);
  };
  return (
    <>
      <ul className={css.list}>
        {documents.map(document => (
          <li key={document.id} className={css.row}>
            <span>
              <strong>{document.title || document.fileName}</strong>
              <span className={css.about}>
                {t(`document.${document.kind}`)} · {date(document.addedAt)} · {bytes(document.bytes)}
              </span>
            </span>
            <Button onClick={() => open(document.id, document.fileName)} aria-label={`${t('do.download')}: ${document.title || document.fileName}`}>
              {t('do.download')}
            </Button>
          </li>
        ))}
      </ul>
      {problem !== null && <ProblemView problem={problem} />}
    </>
  );
}
