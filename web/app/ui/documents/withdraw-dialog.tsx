import { useState } from 'react';
import { withdrawDocument } from '../../../contract/documents.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { TextField } from '../field.tsx';
import { ProblemView } from '../problem-view.tsx';
import type { DocumentDialogProps } from './document-dialogs.tsx';
import { useDocumentAct } from './use-document-act.ts';

/** Taking a document back: it stays in the case, and says so. */
export function WithdrawDialog({ caseId, it, onClose, onDone }: DocumentDialogProps) {
  const { t } = useWords('documents');
  const [reason, setReason] = useState('');
  const { run, busy, problem } = useDocumentAct();
  const withdraw = async () => {
    const body = { reason: reason.trim() || null, revision: it.revision };
    if (!(await run(idempotencyKey => call(withdrawDocument, { caseId, documentId: it.id }, body, { idempotencyKey })))) return;
    onDone(t('withdraw.done'));
    onClose();
  };
  const actions = (
    <>
      <Button look="danger" busy={busy} onClick={() => void withdraw()}>
        {t('withdraw.do')}
      </Button>
      <Button onClick={onClose}>{t('common:do.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('withdraw.title', { title: it.title || it.fileName })} onClose={onClose} actions={actions}>
      {problem !== null && <ProblemView problem={problem} />}
      <p>{t('withdraw.text')}</p>
      <TextField label={t('withdraw.why')} optional value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
    </Dialog>
  );
}
