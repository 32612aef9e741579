import { useNavigate } from '@tanstack/react-router';
import { completeTask } from '../../../contract/tasks.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { sameList } from '../lists/place.ts';
import type { Queue } from './places.ts';
import { useAct } from './use-act.ts';
import { useIntention } from './use-intention.ts';

/** Finishes a task with its form and opens the next one (F6): of the case if there is one already, else of the queue. */
export function useFinish({ key, version }: { key: string; version: number }, queue: Queue, endDraft: () => Promise<void>) {
  const { t } = useWords('workplace');
  const { run, busy, problem } = useAct();
  const keyFor = useIntention();
  const navigate = useNavigate();

  const finish = async (data: Record<string, unknown>) => {
    const body = { version, data };
    const reply = await run(
      () => call(completeTask, { taskKey: key }, body, { idempotencyKey: keyFor(body) }),
      ({ nextTask }) => t(nextTask ? 'task.doneNext' : 'task.doneEmpty'),
    );
    if (!reply) return false;
    await endDraft();
    await navigate({ to: '/work/tasks', search: sameList({ queue, ...(reply.nextTask && { task: reply.nextTask.key }) }) });
    return true;
  };
  return { finish, busy, problem };
}
