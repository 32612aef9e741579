import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { listMyCases, submitCase } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { reread, useCall } from '../../api/use-call.ts';
import { SignedIn } from '../../auth/signed-in.tsx';
import { SavedAt } from '../../drafts/saved-at.tsx';
import { useDraft, type Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { RadioGroup, Select, TextArea } from '../../ui/field.tsx';
import { FileField, type Uploaded } from '../../ui/file-field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { fromAskDraft, letterFaults, type Letter } from './letter.ts';
import css from './text-page.module.css';

/** Everything but a service: a question, a fault, a complaint, a suggestion, in the person's own words. */
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
  const draft = useDraft<Letter>('ask');
  return draft.found === undefined ? <Waiting /> : <AskForm draft={draft} />;
}

const KINDS = ['information-request', 'incident', 'complaint', 'suggestion'] as const;

function AskForm({ draft }: { draft: Draft<Letter> }) {
  const { t } = useWords('portal');
  const navigate = useNavigate();
  const [letter, setLetter] = useState<Letter>(() => fromAskDraft(draft.found, crypto.randomUUID()));
  const [faults, setFaults] = useState<{ kind?: true; text?: true }>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Letter>) => {
    const next = { ...letter, ...part };
    setLetter(next);
    draft.save(next);
  };

  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const found = letterFaults(letter);
    setFaults(found);
    if (found.kind || found.text || busy || !letter.kind) return;
    setBusy(true);
    setProblem(null);
    try {
      const aboutCaseId = letter.kind === 'complaint' && letter.about ? letter.about : null;
      const uploadIds = letter.files.map((file: Uploaded) => file.uploadId);
      const body = { kind: letter.kind, serviceId: null, data: {}, subject: letter.text, aboutCaseId, uploadIds };
      const { id } = await call(submitCase, {}, body, { idempotencyKey: letter.key });
      await draft.end();
      void reread(listMyCases);
      await navigate({ to: '/cases/$caseId', params: { caseId: id }, search: { sent: true }, replace: true });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };

  const said = [...(faults.kind ? [{ id: 'kind', text: t('ask.kindMissing') }] : []), ...(faults.text ? [{ id: 'question', text: t('ask.tooShort') }] : [])];
  return (
    <form className={css.part} onSubmit={event => void send(event)} noValidate>
      <ErrorSummary faults={said} />
      <RadioGroup
        id="kind"
        label={t('ask.kind')}
        error={faults.kind ? t('ask.kindMissing') : null}
        options={KINDS.map(kind => ({ value: kind, label: t(`ask.kinds.${kind}`), help: t(`ask.leadsTo.${kind}`) }))}
        value={letter.kind}
        onChange={kind => change({ kind })}
      />
      {letter.kind === 'complaint' && <AboutCase value={letter.about} onChange={about => change({ about })} />}
      <TextArea
        id="question"
        label={t(`ask.text.${letter.kind ?? 'information-request'}`)}
        help={t('ask.help')}
        error={faults.text ? t('ask.tooShort') : null}
        rows={7}
        maxLength={4000}
        value={letter.text}
        onChange={event => change({ text: event.target.value })}
      />
      <FileField label={t('apply.files')} files={letter.files} onChange={files => change({ files })} />
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

/** The person's own cases to choose from; without any there is nothing to ask. */
function AboutCase({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t, say } = useWords('portal');
  const mine = useCall(listMyCases, { limit: 100 });
  const cases = mine.data?.cases ?? [];
  if (cases.length === 0) return null;
  const nameOf = (it: (typeof cases)[number]) => (it.service ? say(it.service.title) : t(`domain:kind.${it.kind}`));
  return (
    <Select
      id="about"
      label={t('ask.about')}
      help={t('ask.aboutHelp')}
      options={[{ value: '', label: t('ask.aboutNone') }, ...cases.map(it => ({ value: it.id, label: `${it.code} · ${nameOf(it)}` }))]}
      value={cases.some(it => it.id === value) ? value : ''}
      onChange={onChange}
    />
  );
}
