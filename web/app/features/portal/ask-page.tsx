import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { listMyCases, submitCase } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { reread } from '../../api/use-call.ts';
import { SignedIn } from '../../auth/signed-in.tsx';
import { SavedAt } from '../../drafts/saved-at.tsx';
import { useDraft, type Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/field.tsx';
import { FileField, type Uploaded } from '../../ui/file-field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import css from './text-page.module.css';

type Question = { text: string; files: Uploaded[]; key: string };
const SHORTEST = 3;

/** An information request: one question, no service to choose. */
export function AskPage() {
  const { t } = useWords('portal');
  useTitle(t('ask.title'));
  return (
    <div className={css.page}>
      <h1>{t('ask.title')}</h1>
      <p className={css.lead}>{t('ask.lead')}</p>
      <SignedIn>
        <Ask />
      </SignedIn>
    </div>
  );
}

function Ask() {
  const draft = useDraft<Question>('ask');
  return draft.found === undefined ? <Waiting /> : <AskForm draft={draft} />;
}

function AskForm({ draft }: { draft: Draft<Question> }) {
  const { t } = useWords('portal');
  const navigate = useNavigate();
  const [question, setQuestion] = useState<Question>(() => draft.found ?? { text: '', files: [], key: crypto.randomUUID() });
  const [fault, setFault] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Question>) => {
    const next = { ...question, ...part };
    setQuestion(next);
    draft.save(next);
  };

  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const tooShort = question.text.trim().length < SHORTEST;
    setFault(tooShort ? t('ask.tooShort') : null);
    if (tooShort || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const body = { kind: 'information-request' as const, serviceId: null, data: {}, subject: question.text, uploadIds: question.files.map(file => file.uploadId) };
      const { id } = await call(submitCase, {}, body, { idempotencyKey: question.key });
      await draft.end();
      void reread(listMyCases);
      await navigate({ to: '/cases/$caseId', params: { caseId: id }, search: { sent: true }, replace: true });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };

  return (
    <form className={css.part} onSubmit={event => void send(event)} noValidate>
      <ErrorSummary faults={fault ? [{ id: 'question', text: fault }] : []} />
      <TextArea id="question" label={t('ask.question')} help={t('ask.help')} error={fault} rows={7} maxLength={4000} value={question.text} onChange={event => change({ text: event.target.value })} />
      <FileField label={t('apply.files')} files={question.files} onChange={files => change({ files })} />
      {problem !== null && <ProblemView problem={problem} />}
      <div className={css.actions}>
        <Button type="submit" look="main" busy={busy}>
          {busy ? t('apply.sending') : t('ask.send')}
        </Button>
        <SavedAt state={draft.state} />
      </div>
    </form>
  );
}
