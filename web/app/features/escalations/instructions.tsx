import { acknowledgeInstruction, listInstructions } from '../../../contract/escalations.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { useAct } from '../workplace/use-act.ts';
import styles from './escalations.module.css';

/** What the lead has told the one who works on the task; the task is not finished before it has been acknowledged. */
export function Instructions({ taskKey }: { taskKey: string }) {
  const { t, dateTime } = useWords('people');
  const { run, busy, problem } = useAct();
  const found = useCall(listInstructions, { taskKey }).data;
  const acknowledge = (instructionId: string) =>
    void run(
      () => call(acknowledgeInstruction, { taskKey, instructionId }),
      () => t('instruction.done'),
    );
  return (
    <>
      {problem && <ProblemView problem={problem} />}
      {found?.instructions.map(({ id, words, by, at }) => (
        <Notice key={id} level="waiting" live>
          <p>
            <strong>{t('instruction.title', { name: by.name, at: dateTime(at) })}</strong>
          </p>
          <p className={styles.words}>{words}</p>
          {found.mayAcknowledge && (
            <div>
              <Button look="main" busy={busy} onClick={() => acknowledge(id)}>
                {t('instruction.acknowledge')}
              </Button>
            </div>
          )}
        </Notice>
      ))}
    </>
  );
}
