import { useState } from 'react';
import { SavedAt } from '../../drafts/saved-at.tsx';
import type { Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Checkbox, RadioGroup, TextArea, TextField } from '../../ui/field.tsx';
import type { CaseView } from './case-tabs.tsx';
import {
  asksFourEyes,
  changeOutcome,
  DECISION_OUTCOMES,
  decisionData,
  faultsOf,
  needsReason,
  parseAmount,
  startDraft,
  type DecisionDraft,
  type TaskView,
} from './decision.ts';
import { Facts } from './facts.tsx';
import { FinishProblem } from './finish-problem.tsx';
import { Letter } from './letter.tsx';
import { Proposal } from './proposal.tsx';
import { Proposed } from './proposed.tsx';
import type { Queue } from './places.ts';
import { useFinish } from './use-finish.ts';
import { useKeys } from './use-keys.ts';
import styles from './decision.module.css';

const idOf = (fault: string) => `decision-${fault}`;

/** A decision is one act: proposal, facts, grounds, reason, amount, the letter beside, and one button that says what it does (F14). */
export function DecisionForm({ task, it, queue, kept }: { task: TaskView; it: CaseView; queue: Queue; kept: Draft<Record<string, unknown>> }) {
  const { t } = useWords('workplace');
  const [draft, setDraft] = useState(() => startDraft({ ...task, data: kept.found ?? task.data }, it.proposed));
  const [tried, setTried] = useState(false);
  const { finish, busy, problem } = useFinish(task, queue, kept.end);
  const faults = faultsOf(draft, task);
  const errors = tried ? faults : [];
  const error = (name: (typeof faults)[number]) => (errors.includes(name) ? t(`decision.fault.${name}`) : null);
  const put = (next: DecisionDraft) => {
    setDraft(next);
    kept.save(next);
  };
  const change = (part: Partial<DecisionDraft>) => put({ ...draft, ...part });
  const decide = () => {
    setTried(true);
    if (faults.length === 0) void finish(decisionData(draft));
  };
  useKeys({ finish: decide });

  return (
    <div className={styles.beside}>
      <form
        className={styles.form}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          decide();
        }}
      >
        <ErrorSummary faults={errors.map(name => ({ id: idOf(name), text: t(`decision.fault.${name}`) }))} />
        <FinishProblem problem={problem} />
        {it.proposed?.state === 'returned' && <Proposed it={it} />}
        <Proposal proposal={task.proposal} />
        <section>
          <h3>{t('decision.facts')}</h3>
          <Facts facts={it.facts} />
        </section>
        <RadioGroup
          id={idOf('outcome')}
          label={t('decision.outcome')}
          error={error('outcome')}
          options={DECISION_OUTCOMES.map(value => ({ value, label: t(`decision.outcomes.${value}`) }))}
          value={draft.outcome}
          onChange={outcome => put(changeOutcome(draft, outcome, task.grounds))}
        />
        <Grounds task={task} draft={draft} error={error('grounds')} onChange={grounds => change({ grounds })} />
        {draft.outcome === 'grant' && (
          <TextField
            id={idOf('amount')}
            label={t('decision.amount')}
            inputMode="decimal"
            error={error('amount')}
            value={draft.amount}
            onChange={event => change({ amount: event.target.value })}
          />
        )}
        {draft.outcome === 'clarify' ? (
          <Question draft={draft} error={error('question')} onChange={change} />
        ) : (
          draft.outcome && <Reason draft={draft} needed={needsReason(draft, task.proposal)} error={error('reason')} onChange={reason => change({ reason })} />
        )}
        {asksFourEyes(draft, task.fourEyes) && <Notice live>{t('proposed.fourEyes')}</Notice>}
        <div className={styles.do}>
          <Button type="submit" look="main" busy={busy}>
            {busy ? t('task.finishing') : asksFourEyes(draft, task.fourEyes) ? t('proposed.do') : <DoWords draft={draft} />}
          </Button>
          <SavedAt state={kept.state} />
        </div>
      </form>
      <Letter draft={draft} task={task} it={it} />
    </div>
  );
}

function Grounds({ task, draft, error, onChange }: { task: TaskView; draft: DecisionDraft; error: string | null; onChange(grounds: string[]): void }) {
  const { t, say } = useWords('workplace');
  const fitting = task.grounds.filter(ground => ground.outcome === draft.outcome);
  if (fitting.length === 0) return null;
  const turn = (id: string, on: boolean) => onChange(on ? [...draft.grounds, id] : draft.grounds.filter(it => it !== id));
  return (
    <fieldset className={styles.grounds} data-invalid={error ? '' : undefined}>
      <legend>{t('decision.grounds')}</legend>
      <p className={styles.quiet}>{t('decision.groundsHint')}</p>
      {error && <p className={styles.error}>{error}</p>}
      {fitting.map((ground, at) => (
        <Checkbox
          key={ground.id}
          id={at === 0 ? idOf('grounds') : idOf(ground.id)}
          checked={draft.grounds.includes(ground.id)}
          onChange={on => turn(ground.id, on)}
          label={
            <>
              {say(ground.text)}
              {ground.law && <span className={styles.law}>{say(ground.law)}</span>}
            </>
          }
        />
      ))}
    </fieldset>
  );
}

function Reason({ draft, needed, error, onChange }: { draft: DecisionDraft; needed: boolean; error: string | null; onChange(reason: string): void }) {
  const { t } = useWords('workplace');
  return (
    <TextArea
      id={idOf('reason')}
      rows={3}
      label={t('decision.reason')}
      optional={!needed}
      help={needed ? t('decision.reasonWhy') : undefined}
      error={error}
      value={draft.reason}
      maxLength={4000}
      onChange={event => onChange(event.target.value)}
    />
  );
}

function Question({ draft, error, onChange }: { draft: DecisionDraft; error: string | null; onChange(part: Partial<DecisionDraft>): void }) {
  const { t } = useWords('workplace');
  return (
    <>
      <TextArea
        id={idOf('question')}
        rows={3}
        label={t('decision.question')}
        error={error}
        value={draft.question}
        maxLength={4000}
        onChange={event => onChange({ question: event.target.value })}
      />
      <TextField
        label={t('decision.answerWithin')}
        type="number"
        min={1}
        max={60}
        value={draft.answerWithinDays}
        onChange={event => onChange({ answerWithinDays: Math.min(60, Math.max(1, Math.round(Number(event.target.value)) || 1)) })}
      />
    </>
  );
}

function DoWords({ draft }: { draft: DecisionDraft }) {
  const { t, money } = useWords('workplace');
  const cents = parseAmount(draft.amount);
  if (draft.outcome === null) return t('decision.do.none');
  if (draft.outcome === 'grant') return cents ? t('decision.do.grant', { amount: money(cents) }) : t('decision.do.grantPlain');
  return t(`decision.do.${draft.outcome}`);
}
