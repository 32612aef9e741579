import { useMemo, useRef, useState } from 'react';
import { SavedAt } from '../../drafts/saved-at.tsx';
import type { Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { BpmnForm, type BpmnFormHandle } from '../../ui/bpmn-form.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary, type Fault } from '../../ui/error-summary.tsx';
import { ReplyPicker } from '../templates/reply-picker.tsx';
import type { CaseView } from './case-tabs.tsx';
import type { TaskView } from './decision.ts';
import { Facts } from './facts.tsx';
import { FinishProblem } from './finish-problem.tsx';
import { LetterPreview } from './letter-preview.tsx';
import type { Queue } from './places.ts';
import { Proposed } from './proposed.tsx';
import { useFinish } from './use-finish.ts';
import { useKeys } from './use-keys.ts';
import styles from './decision.module.css';

type Props = { task: TaskView; it: CaseView; queue: Queue; kept: Draft<Record<string, unknown>> };

/** A task with the form version it was made with (F7); what is typed is kept as typed. */
export function TaskForm({ task, it, queue, kept }: Props) {
  const { t } = useWords('workplace');
  const handle = useRef<BpmnFormHandle>(null);
  const [faults, setFaults] = useState<Fault[]>([]);
  const { finish, busy, problem } = useFinish(task, queue, kept.end);
  const start = useMemo(() => ({ ...task.data, ...kept.found }), [task.data, kept.found]);
  const schema = task.form?.schema;

  const press = () => {
    const found = handle.current?.check() ?? [];
    setFaults(found);
    if (found.length === 0) void finish(handle.current?.answers() ?? {});
  };
  useKeys({ finish: press });
  const serverFaults = problem?.slug === 'invalid-form' ? problem.faults : [];

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        press();
      }}
    >
      <ErrorSummary
        faults={
          faults.length > 0
            ? faults
            : serverFaults.map(({ path, code }) => ({ id: path, text: `${path}: ${t([`domain:validation.${code}`, 'domain:validation.invalid'])}` }))
        }
      />
      <FinishProblem problem={problem} />
      {it.subject && it.kind === 'information-request' && <p className={styles.asked}>{it.subject}</p>}
      {task.act === 'decision-confirmation' && (
        <>
          <Proposed it={it} />
          <LetterPreview taskKey={task.key} data={{}} />
        </>
      )}
      {it.facts.length > 0 && (
        <section>
          <h3>{t('task.facts')}</h3>
          <Facts facts={it.facts} />
        </section>
      )}
      {!schema && <p>{t('task.noForm')}</p>}
      {schema && (
        <ReplyPicker caseId={it.id}>
          <BpmnForm ref={handle} schema={schema} data={start} onChange={kept.save} />
        </ReplyPicker>
      )}
      <div className={styles.do}>
        <Button type="submit" look="main" busy={busy}>
          {t(busy ? 'task.finishing' : 'task.finishNext')}
        </Button>
        <SavedAt state={kept.state} />
      </div>
    </form>
  );
}
