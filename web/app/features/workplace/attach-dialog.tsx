import { useState } from 'react';
import { attachDocuments } from '../../../contract/documents.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FileField, type Uploaded } from '../../ui/file-field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';

/** Attaches files to the case: uploaded as chosen, then attached under a title (B3.10). */
export function AttachDialog({ caseId }: { caseId: string }) {
  const { t } = useWords('workplace');
  const [open, setOpen] = useState(false);
  const [files, setFiles] = useState<Uploaded[]>([]);
  const [title, setTitle] = useState('');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();

  const attach = async () => {
    const body = { uploadIds: files.map(file => file.uploadId), title: title.trim() || null };
    const reply = await run(
      () => call(attachDocuments, { caseId }, body, { idempotencyKey: keyFor(body) }),
      () => t('dialog.attach.done'),
    );
    if (!reply) return;
    setOpen(false);
    setFiles([]);
    setTitle('');
  };
  const actions = (
    <>
      <Button look="main" busy={busy} disabled={files.length === 0} onClick={() => void attach()}>
        {t('dialog.attach.do')}
      </Button>
      <Button onClick={() => setOpen(false)}>{t('dialog.cancel')}</Button>
    </>
  );
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t('task.attach')}</Button>
      <Dialog open={open} title={t('dialog.attach.title')} onClose={() => setOpen(false)} actions={actions}>
        {problem && <ProblemView problem={problem} />}
        <FileField label={t('dialog.attach.choose')} files={files} onChange={setFiles} />
        <TextField label={t('dialog.attach.name')} value={title} maxLength={200} onChange={event => setTitle(event.target.value)} />
      </Dialog>
    </div>
  );
}
