import { useState } from 'react';
import { sendMessage } from '../../../contract/cases.ts';
import { call } from '../../api/call.ts';
import { isEmpty, isSame, type Data } from '../../drafts/merge.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { AnswerRows } from '../../ui/answer-list.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import type { CaseView } from './case-tabs.tsx';
import type { TaskView } from './decision.ts';
import { describeTask } from './describe-task.ts';
import { useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';
import styles from './case.module.css';

/** What a person typed in a task that is theirs no more: it is kept, shown, and can become a note of the case (F4). */
export function KeptWords({ task, it }: { task: TaskView; it: CaseView }) {
  const words = useWords('workplace');
  const { t } = words;
  const kept = useDraft<Data>(`task:${task.key}`, { merge: true });
  const [dropped, setDropped] = useState(false);
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const describe = describeTask(task, words);
  const typed = Object.entries(kept.found ?? {}).filter(([key, value]) => !key.startsWith('_') && !isEmpty(value) && !isSame(value, task.data[key]));
  if (typed.length === 0 || dropped) return null;

  const rows = typed.map(([key, value]) => ({ key, label: describe.label(key), text: describe.text(key, value) }));
  const body = rows.map(({ label, text }) => `${label}: ${text}`).join('\n');
  const drop = async () => {
    await kept.end();
    setDropped(true);
  };
  const keep = () =>
    void run(
      async () => {
        await call(sendMessage, { caseId: it.id }, { body, internal: true }, { idempotencyKey: keyFor({ body, task: task.key }) });
        await drop();
      },
      () => t('others.noted'),
    );
  const over = task.state === 'completed' || task.state === 'completing' || task.state === 'cancelled';
  return (
    <Notice level="waiting">
      <p>
        <strong>{t('others.kept')}</strong>
      </p>
      <p>{t(over ? 'others.keptDone' : 'others.keptText')}</p>
      {problem && <ProblemView problem={problem} />}
      <AnswerRows rows={rows} />
      <div className={styles.actions}>
        {it.may.includes('note') && (
          <Button busy={busy} onClick={keep}>
            {t('others.asNote')}
          </Button>
        )}
        <Button look="quiet" onClick={() => void run(drop, () => t('others.dropped'))}>
          {t('others.drop')}
        </Button>
      </div>
    </Notice>
  );
}
