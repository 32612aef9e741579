import { finishTask, proposedDecision, type TaskView } from '../../docker/demo/acts.ts';
import type { Visitor } from '../../docker/demo/api.ts';
import { getMe } from '../../web/contract/me.ts';
import { claimTask, getTask, listCaseTasks, listTasks } from '../../web/contract/tasks.ts';
import type { Heard } from './heard.ts';
import type { OwnWrites } from './own-writes.ts';
import { watchUnassigned } from './task-list.ts';

type Of = { visitor: Visitor; hands: number; own: OwnWrites; isOurs(caseId: string): boolean; over: AbortSignal; fault(it: unknown): void };
type Row = { key: string; caseId: string };

const FIRST_TASK = 'Task_TakeOver';
const PAGE = 100;

/**
 * The desk of an agency: one list that is read anew as events come (newest first, one reading at a time), and so many hands that take
 * over what comes up and decide it as proposed, each waiting on the page of its case for what comes next.
 */
export async function openDesk({ visitor, hands, own, isOurs, over, fault }: Of) {
  /** When the row of each case was first read (performance.now()), and how long each next task of a case took to be there. */
  const rows = new Map<string, number>();
  const nextTasks: number[] = [];
  const queue: Row[] = [];
  let idle: (() => void)[] = [];
  const { id: me } = await visitor.call(getMe);

  const heard = await watchUnassigned({
    visitor,
    over,
    fault,
    found({ key, elementId, case: { id: caseId } }) {
      if (elementId !== FIRST_TASK || !isOurs(caseId)) return;
      rows.set(caseId, performance.now());
      queue.push({ key, caseId });
      idle.pop()?.();
    },
  });

  async function hand(): Promise<void> {
    while (!over.aborted) {
      const row = queue.shift();
      if (row) await workOn({ visitor, own, heard, me, nextTasks }, row).catch(fault);
      else await new Promise<void>(resolve => idle.push(resolve));
    }
  }
  over.addEventListener('abort', () => {
    for (const go of idle) go();
    idle = [];
  });
  return { rows, nextTasks, work: Promise.all(Array.from({ length: hands }, hand)) };
}

type Worker = { visitor: Visitor; own: OwnWrites; heard: Heard; me: string; nextTasks: number[] };

/** Takes one case over, waits for its next task, and decides it. */
async function workOn(worker: Worker, { key, caseId }: Row): Promise<void> {
  const { visitor, heard, nextTasks } = worker;
  const first = await mine(worker, key);
  const pressed = performance.now();
  await finish(worker, first, caseId, { outcome: 'accept' });
  const next = await heard.until(caseId, async () => {
    const { tasks } = await visitor.call(listCaseTasks, { params: { caseId } });
    return tasks.find(it => it.key !== key && it.access === 'work');
  });
  nextTasks.push(performance.now() - pressed);
  await mine(worker, next.key);
  // the tables are asked by a job of their own, which may still be on its way
  const proposed = await heard.until(caseId, async () => {
    const it = await visitor.call(getTask, { params: { taskKey: next.key } });
    return it.proposal ? it : undefined;
  });
  await finish(worker, proposed, caseId, proposedDecision(proposed));
}

/** The task, taken by this person if nobody has it. */
async function mine({ visitor, own, me }: Worker, taskKey: string): Promise<TaskView> {
  const ask = () => visitor.call(getTask, { params: { taskKey } });
  const found = await ask();
  if (found.assignee) return found;
  await visitor.call(claimTask, { params: { taskKey }, body: { version: found.version } });
  let taken = found;
  await own.look('claim', async () => (taken = await ask()).assignee?.id === me);
  return taken;
}

async function finish({ visitor, own }: Worker, task: TaskView, caseId: string, data: Record<string, unknown>): Promise<void> {
  await finishTask(visitor, task, data);
  const isGone = (tasks: { key: string }[]) => !tasks.some(it => it.key === task.key);
  await own.look(
    'finish',
    async () => isGone((await visitor.call(listCaseTasks, { params: { caseId } })).tasks),
    async () => isGone((await visitor.call(listTasks, { query: { queue: 'mine', sort: 'newest', limit: PAGE } })).tasks),
  );
}
