import { useState } from 'react';
import { attachDocuments } from '../../../contract/documents.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { FileField, type Uploaded } from '../file-field.tsx';
import { Notice } from '../notice.tsx';
import { ProblemView } from '../problem-view.tsx';
import type { DocumentDialogProps } from './document-dialogs.tsx';
import { useDocumentAct } from './use-document-act.ts';

/** A new version takes the place of the one that is there; the old one is kept. */
export function ReplaceDialog({ caseId, it, onClose, onDone }: DocumentDialogProps) {
  const { t } = useWords('documents');
  const [files, setFiles] = useState<Uploaded[]>([]);
  const [missing, setMissing] = useState(false);
  const { run, busy, problem } = useDocumentAct();
  const save = async () => {
    setMissing(files.length !== 1);
    if (files.length !== 1) return;
    const body = { uploadIds: files.map(file => file.uploadId), replaces: it.id };
    if (!(await run(idempotencyKey => call(attachDocuments, { caseId }, body, { idempotencyKey })))) return;
    onDone(t('replace.saved'));
    onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void save()}>
        {t('replace.save')}
      </Button>
      <Button onClick={onClose}>{t('common:do.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('replace.title', { title: it.title || it.fileName })} onClose={onClose} actions={actions}>
      {problem !== null && <ProblemView problem={problem} />}
      {missing && (
        <Notice level="overdue" live>
          {t('replace.needed')}
        </Notice>
      )}
      <FileField label={t('replace.choose')} help={t('replace.help')} files={files} onChange={next => setFiles(next.slice(-1))} />
    </Dialog>
  );
}
