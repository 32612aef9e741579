import { markOriginalHere, unmarkOriginal } from '../../../contract/originals.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { ProblemView } from '../problem-view.tsx';
import type { DocumentDialogProps } from './document-dialogs.tsx';
import { useDocumentAct } from './use-document-act.ts';

/** The paper behind this scan is here; or it is not, after all. */
export function MarkDialog({ caseId, it, marked, onClose, onDone }: DocumentDialogProps & { marked: boolean }) {
  const { t } = useWords('documents');
  const { run, busy, problem } = useDocumentAct();
  const at = { caseId, documentId: it.id };
  const save = async () => {
    const done = await run(idempotencyKey => (marked ? call(unmarkOriginal, at) : call(markOriginalHere, at, { note: null }, { idempotencyKey })));
    if (!done) return;
    onDone(t(marked ? 'unmarked' : 'marked'));
    onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} onClick={() => void save()}>
        {t(marked ? 'do.unmark' : 'do.mark')}
      </Button>
      <Button onClick={onClose}>{t('common:do.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={it.title || it.fileName} onClose={onClose} actions={actions}>
      {problem !== null && <ProblemView problem={problem} />}
      <p>{t(marked ? 'unmarkText' : 'markText')}</p>
    </Dialog>
  );
}
