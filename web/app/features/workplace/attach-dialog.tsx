import { useState } from 'react';
import { attachDocuments, CHOOSABLE_KINDS } from '../../../contract/documents.ts';
import { call } from '../../api/call.ts';
import { SavedAt } from '../../drafts/saved-at.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox, Select, TextField } from '../../ui/field.tsx';
import { FileField, type Uploaded } from '../../ui/file-field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';

type Kind = (typeof CHOOSABLE_KINDS)[number];
type Attachment = { files: Uploaded[]; title: string; kind: Kind; public: boolean; paper: boolean };
const EMPTY: Attachment = { files: [], title: '', kind: 'attachment', public: true, paper: false };

/** Attaches files to the case: uploaded as chosen, then attached with what they are (B3.10). What was chosen survives a reload. */
export function AttachDialog({ caseId }: { caseId: string }) {
  const { t } = useWords('workplace');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('task.attach')}</Button>
      {open && <Opened caseId={caseId} onClose={() => setOpen(false)} />}
    </>
  );
}

type Props = { caseId: string; onClose(): void };

/** One window from the first moment: what was kept comes into it, and the focus stays where it is. */
function Opened({ caseId, onClose }: Props) {
  const { t } = useWords('workplace');
  const draft = useDraft<Attachment>(`attach:${caseId}`);
  const [chosen, setChosen] = useState<Attachment | null>(null);
  const it = chosen ?? { ...EMPTY, ...draft.found };
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const change = (part: Partial<Attachment>) => {
    const next = { ...it, ...part };
    setChosen(next);
    draft.save(next);
  };
  const attach = async () => {
    const { files, title, kind, paper } = it;
    const body = { uploadIds: files.map(file => file.uploadId), title: title.trim() || null, kind, public: it.public, paperOriginal: paper };
    const reply = await run(
      () => call(attachDocuments, { caseId }, body, { idempotencyKey: keyFor(body) }),
      () => t('dialog.attach.done'),
    );
    if (!reply) return;
    await draft.end();
    onClose();
  };
  const actions = (
    <>
      <Button look="main" busy={busy} disabled={it.files.length === 0} onClick={() => void attach()}>
        {t('dialog.attach.do')}
      </Button>
      <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      <SavedAt state={draft.state} />
    </>
  );
  return (
    <Dialog open title={t('dialog.attach.title')} onClose={onClose} actions={actions}>
      {problem && <ProblemView problem={problem} />}
      {draft.found === undefined ? <Waiting /> : <Fields it={it} onChange={change} />}
    </Dialog>
  );
}

function Fields({ it, onChange }: { it: Attachment; onChange(part: Partial<Attachment>): void }) {
  const { t } = useWords('workplace');
  const { t: word } = useWords('documents');
  return (
    <>
      <FileField label={t('dialog.attach.choose')} files={it.files} onChange={files => onChange({ files })} />
      <TextField label={t('dialog.attach.name')} value={it.title} maxLength={200} onChange={event => onChange({ title: event.target.value })} />
      <Select<Kind>
        label={word('change.kind')}
        value={it.kind}
        onChange={kind => onChange({ kind })}
        options={CHOOSABLE_KINDS.map(value => ({ value, label: word(`domain:document.${value}`) }))}
      />
      <Checkbox label={word('change.public')} checked={it.public} onChange={isPublic => onChange({ public: isPublic })} />
      <Checkbox label={word('do.mark')} checked={it.paper} onChange={paper => onChange({ paper })} />
    </>
  );
}
