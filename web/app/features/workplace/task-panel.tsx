import { useDraft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import type { CaseView } from './case-tabs.tsx';
import type { TaskView } from './decision.ts';
import { DecisionForm } from './decision-form.tsx';
import { Facts } from './facts.tsx';
import type { Queue } from './places.ts';
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
      {it.question && <Asked it={it} />}
      {state === 'completed' || state === 'cancelled' ? (
        <Notice>{t('task.gone')}</Notice>
      ) : may.includes('complete') ? (
        <Work key={task.key} task={task} it={it} queue={queue} />
      ) : (
        <>
          <Notice>{may.includes('claim') ? t('task.claimFirst') : assignee ? t('task.otherHas', { name: assignee.name }) : t('task.gone')}</Notice>
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
  const kept = useDraft<Record<string, unknown>>(`task:${task.key}`);
  if (kept.found === undefined) return <Waiting lines={4} />;
  const Form = task.act === 'decision' ? DecisionForm : TaskForm;
  return <Form task={task} it={it} queue={queue} kept={kept} />;
}
