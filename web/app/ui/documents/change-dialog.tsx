import { useState } from 'react';
import { CHOOSABLE_KINDS, changeDocument, type DocumentKind } from '../../../contract/documents.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Checkbox, Select, TextField } from '../field.tsx';
import { Notice } from '../notice.tsx';
import { ProblemView, slugOf } from '../problem-view.tsx';
import type { DocumentDialogProps } from './document-dialogs.tsx';
import { useDocumentAct } from './use-document-act.ts';

type Choosable = (typeof CHOOSABLE_KINDS)[number];
const isChoosable = (kind: DocumentKind): kind is Choosable => (CHOOSABLE_KINDS as readonly string[]).includes(kind);

/** What a document is: title, kind, and whether the client sees it. What was typed stays when somebody else was faster. */
export function ChangeDialog({ caseId, it, onClose, onDone }: DocumentDialogProps) {
  const { t } = useWords('documents');
  const [title, setTitle] = useState(it.title);
  const [kind, setKind] = useState<Choosable>(isChoosable(it.kind) ? it.kind : 'attachment');
  const [isPublic, setPublic] = useState(it.public);
  const { run, busy, problem } = useDocumentAct();
  const save = async () => {
    const body = { title, kind, public: isPublic, revision: it.revision };
    if (!(await run(() => call(changeDocument, { caseId, documentId: it.id }, body)))) return;
    onDone(t('change.saved'));
    onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} disabled={title.trim() === ''} onClick={() => void save()}>
        {t('change.save')}
      </Button>
      <Button onClick={onClose}>{t('common:do.cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('change.title')} onClose={onClose} actions={actions}>
      {problem !== null &&
        (slugOf(problem) === 'state-conflict' ? (
          <Notice level="waiting" live>
            <p>{t('change.conflict')}</p>
            <p>
              <strong>{it.title}</strong> · {t(`domain:document.${it.kind}`)}
            </p>
          </Notice>
        ) : (
          <ProblemView problem={problem} />
        ))}
      <TextField label={t('change.name')} value={title} maxLength={200} onChange={event => setTitle(event.target.value)} />
      <Select<Choosable>
        label={t('change.kind')}
        value={kind}
        onChange={setKind}
        options={CHOOSABLE_KINDS.map(value => ({ value, label: t(`domain:document.${value}`) }))}
      />
      <Checkbox label={t('change.public')} checked={isPublic} onChange={setPublic} />
    </Dialog>
  );
}
