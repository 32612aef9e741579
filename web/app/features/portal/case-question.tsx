import { useState, type SyntheticEvent } from 'react';
import { answerQuestion } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { SavedAt } from '../../drafts/saved-at.tsx';
import { useDraft, type Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/field.tsx';
import { FileField, type Uploaded } from '../../ui/file-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import type { Case } from './case-page.tsx';
import { useOwnAct } from './use-own-act.ts';
import css from './case-page.module.css';

type Answer = { text: string; files: Uploaded[]; key: string };
interface CaseQuestionProps {
  caseId: string;
  question: NonNullable<Case['question']>;
}

/** What we need from the person: the question, and the answer with files; kept as typed. */
export function CaseQuestion({ caseId, question }: CaseQuestionProps) {
  const { t, date } = useWords('portal');
  const draft = useDraft<Answer>(`answer:${question.id}`);
  return (
    <section className={css.part} aria-labelledby="asked">
      <Notice level="waiting">
        <h2 id="asked">{t('case.question')}</h2>
        <p className={css.asked}>{question.text}</p>
        <p>{t('case.askedAt', { date: date(question.askedAt), until: date(question.answerBy) })}</p>
      </Notice>
      {draft.found === undefined ? <Waiting /> : <AnswerForm caseId={caseId} questionId={question.id} draft={draft} />}
    </section>
  );
}

function AnswerForm({ caseId, questionId, draft }: { caseId: string; questionId: string; draft: Draft<Answer> }) {
  const { t } = useWords('portal');
  const [answer, setAnswer] = useState<Answer>(() => ({ text: '', files: [], key: crypto.randomUUID(), ...draft.found }));
  const [fault, setFault] = useState<string | null>(null);
  const { run, busy, problem } = useOwnAct();
  const change = (part: Partial<Answer>) => {
    const next = { ...answer, ...part };
    setAnswer(next);
    draft.save(next);
  };
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const empty = answer.text.trim() === '';
    setFault(empty ? t('case.answerEmpty') : null);
    if (empty) return;
    await run(async () => {
      const uploadIds = answer.files.map(file => file.uploadId);
      await call(answerQuestion, { caseId }, { questionId, answer: answer.text, uploadIds }, { idempotencyKey: answer.key });
      await draft.end();
    });
  };

  return (
    <form className={css.form} onSubmit={event => void send(event)} noValidate>
      <ErrorSummary faults={fault ? [{ id: 'answer', text: fault }] : []} />
      <TextArea
        id="answer"
        label={t('case.answer')}
        error={fault}
        maxLength={10_000}
        value={answer.text}
        onChange={event => change({ text: event.target.value })}
      />
      <FileField label={t('case.files')} files={answer.files} onChange={files => change({ files })} />
      {problem !== null && <ProblemView problem={problem} />}
      <div className={css.actions}>
        <Button type="submit" look="main" busy={busy}>
          {busy ? t('apply.sending') : t('case.answerSend')}
        </Button>
        <SavedAt state={draft.state} />
      </div>
    </form>
  );
}
