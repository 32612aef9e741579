import { useState } from 'react';
import { getDocument, listVersions } from '../../../contract/documents.ts';
import { openBytes } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Loaded } from '../loaded.tsx';
import { ProblemView } from '../problem-view.tsx';
import { CheckTag } from './check-tag.tsx';
import type { DocumentDialogProps } from './document-dialogs.tsx';
import css from './documents.module.css';

/** Every version with who and when; each can be opened as long as it may. */
export function VersionsDialog({ caseId, it, onClose }: DocumentDialogProps) {
  const { t, dateTime, bytes } = useWords('documents');
  const [problem, setProblem] = useState<unknown>(null);
  const query = useCall(listVersions, { caseId, documentId: it.id });
  return (
    <Dialog open title={t('versions.title', { title: it.title || it.fileName })} onClose={onClose}>
      {problem !== null && <ProblemView problem={problem} />}
      <Loaded query={query} what={t('versions.loading')}>
        {({ versions }) => (
          <table className={css.versions}>
            <tbody>
              {versions.map(each => (
                <tr key={each.id}>
                  <th scope="row">
                    {t('about.version', { version: each.version })}
                    {each.id === it.id && ` (${t('versions.now')})`}
                  </th>
                  <td>
                    {dateTime(each.addedAt)}
                    {each.addedBy && <span className={css.quiet}>{t('about.by', { who: each.addedBy })}</span>}
                  </td>
                  <td>
                    {each.fileName} <span className={css.quiet}>{bytes(each.bytes)}</span>
                    <CheckTag check={each.check} />
                  </td>
                  <td>
                    {each.may.includes('open') && (
                      <Button
                        look="quiet"
                        aria-label={`${t('common:do.download')}: ${each.fileName}`}
                        onClick={() => void openBytes(getDocument, { caseId, documentId: each.id }, each.fileName).catch(setProblem)}
                      >
                        {t('common:do.download')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </Dialog>
  );
}
