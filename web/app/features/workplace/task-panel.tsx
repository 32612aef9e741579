import { MergePanel } from '../../drafts/merge-panel.tsx';
import type { Data } from '../../drafts/merge.ts';
import { useDraft, type Draft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Instructions } from '../escalations/instructions.tsx';
import type { CaseView } from './case-tabs.tsx';
import type { TaskView } from './decision.ts';
import { DecisionForm } from './decision-form.tsx';
import { describeTask } from './describe-task.ts';
import { Facts } from './facts.tsx';
import { KeptWords } from './kept-words.tsx';
import { OthersDrafts } from './others-drafts.tsx';
import type { Queue } from './places.ts';
import { Proposed } from './proposed.tsx';
import { TaskForm } from './task-form.tsx';
import styles from './case.module.css';

type Props = { task: TaskView; it: CaseView; queue: Queue };

/** The work itself. Who may not finish the task sees why, and the facts. */
export function TaskPanel({ task, it, queue }: Props) {
  const { t, say } = useWords('workplace');
  const { state, may, assignee } = task;
  return (
    <>
      <h3>{say(task.title)}</h3>
      <Instructions taskKey={task.key} />
      {it.question && <Asked it={it} />}
      {state === 'completed' || state === 'cancelled' ? (
        <>
          <Notice>{t('task.gone')}</Notice>
          <KeptWords task={task} it={it} />
        </>
      ) : may.includes('complete') ? (
        <Work key={task.key} task={task} it={it} queue={queue} />
      ) : (
        <>
          <Notice>{may.includes('claim') ? t('task.claimFirst') : assignee ? t('task.otherHas', { name: assignee.name }) : t('task.gone')}</Notice>
          <Proposed it={it} />
          <KeptWords task={task} it={it} />
          <Facts facts={it.facts} />
        </>
      )}
    </>
  );
}

function Asked({ it }: { it: CaseView }) {
  const { t, date } = useWords('workplace');
  if (!it.question) return null;
  return (
    <Notice level="waiting">
      <p>{t('task.asked', { by: date(it.question.answerBy) })}</p>
      <p className={styles.body}>{it.question.text}</p>
    </Notice>
  );
}

function Work({ task, it, queue }: Props) {
  const kept = useOwnDraft(`task:${task.key}`);
  if (kept.found === undefined) return <Waiting lines={4} />;
  const Form = task.act === 'decision' ? DecisionForm : TaskForm;
  return (
    <>
      <OtherDevice task={task} kept={kept} />
      <OthersDrafts task={task} kept={kept} />
      {/* a case may be shown as it was some moments ago: what came back is what one starts with */}
      <Form key={`${kept.round} ${it.proposed?.returnedAt ?? ''}`} task={task} it={it} queue={queue} kept={kept} />
    </>
  );
}

/** A draft whose notes of its own (`_seen`) stay when the form saves its answers. */
function useOwnDraft(subject: string): Draft<Data> {
  const kept = useDraft<Data>(subject, { merge: true });
  const own = () => Object.fromEntries(Object.entries(kept.current() ?? {}).filter(([key]) => key.startsWith('_')));
  return { ...kept, save: data => kept.save({ ...own(), ...data }) };
}

function OtherDevice({ task, kept }: { task: TaskView; kept: Draft<Data> }) {
  const words = useWords('workplace');
  const { t } = words;
  if (kept.clashes.length === 0) return null;
  return (
    <MergePanel
      title={t('common:merge.device.title')}
      text={t('common:merge.device.text')}
      whose={t('common:merge.device.whose')}
      clashes={kept.clashes}
      describe={describeTask(task, words)}
      onChoose={chosen => void kept.choose(chosen)}
    />
  );
}
