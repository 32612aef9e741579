import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { getCase, submitCase } from '../../web/contract/cases.ts';
import { getPrefill, getServiceForm, listServices } from '../../web/contract/catalogue.ts';
import type { ReplyOf } from '../../web/contract/endpoint.ts';
import { getMe } from '../../web/contract/me.ts';
import { claimTask, completeTask, getTask, listTasks } from '../../web/contract/tasks.ts';
import type { QUEUES } from '../../web/contract/tasks.ts';
import { daysBefore, syntheticPerson } from '../sandbox/people.ts';
import { Refused } from './api.ts';
import type { Visitor } from './api.ts';
import type { Changes } from './changes.ts';

export type CaseView = ReplyOf<typeof getCase>;
export type TaskView = ReplyOf<typeof getTask>;
type TaskSummary = ReplyOf<typeof claimTask>;
type Service = ReplyOf<typeof listServices>['services'][number];

/** Someone who waits for things to happen. */
export interface Person {
  visitor: Visitor;
  changes: Changes;
}

/** What the demo applies for, by its code in the catalogue: where its folder is, only its folder knows. */
export const FUNERAL_BENEFIT = 'P.08';

/** Finds a service as a person would, with words; then by its code among what was found. */
export async function findService(visitor: Pick<Visitor, 'call'>, words: string, code: string): Promise<Service> {
  const { services } = await visitor.call(listServices, { query: { q: words } });
  const found = services.find(service => service.code === code);
  if (!found)
    throw new Error(
      `Searching the catalogue for "${words}" does not find service ${code}; found: ${services.map(service => service.code).join(', ') || 'nothing'}`,
    );
  return found;
}

/** The answers of an application for a deceased of the sandbox, on top of what registers have already filled in; `clientId` at the counter. */
export async function fillIn(
  visitor: Visitor,
  serviceId: string,
  deceasedCode: string,
  clientId?: string,
): Promise<{ data: Record<string, unknown>; sources: string[] }> {
  const { data, sources } = await visitor.call(getPrefill, { params: { serviceId }, query: { ...(clientId && { clientId }) } });
  const answers = {
    deceasedCode,
    diedOn: daysBefore(new Date(), syntheticPerson(deceasedCode)?.diedDaysAgo ?? 14),
    phone: '+371 20000000',
    email: `${visitor.username}@pietura.example`,
    resultWay: 'e-account',
    ...ticked((await visitor.call(getServiceForm, { params: { serviceId } })).schema),
  };
  return { data: { ...data, ...answers }, sources: sources.map(it => `${it.key} from ${it.source}`) };
}

/** Every box that has to be ticked, ticked: what one confirms is the form's own business. */
function ticked(schema: Record<string, unknown>): Record<string, true> {
  const { components } = componentsShape.parse(schema);
  return Object.assign(
    {},
    ...components.map(it => (it.type === 'checkbox' && it.key && it.validate?.required ? { [it.key]: true } : it.components ? ticked(it) : {})),
  );
}

const componentsShape = z.object({
  components: z.array(
    z.looseObject({
      type: z.string(),
      key: z.string().optional(),
      validate: z.looseObject({ required: z.boolean().optional() }).optional(),
      components: z.array(z.unknown()).optional(),
    }),
  ),
});

export const submit = (applicant: Visitor, serviceId: string, data: Record<string, unknown>, key: string = randomUUID()) =>
  applicant.call(submitCase, { key, body: { kind: 'service-request', serviceId, data } });

/** Waits until the case is as wanted, in the eyes of this person. */
export const untilCase = ({ visitor, changes }: Person, caseId: string, what: string, wanted: (it: CaseView) => boolean): Promise<CaseView> =>
  changes.until(what, async () => {
    const it = await visitor.call(getCase, { params: { caseId } });
    return wanted(it) ? it : undefined;
  });

/** Waits for a task of the case that this person may take, and takes it. */
export function takeTask({ visitor, changes }: Person, caseId: string, elementId: string): Promise<TaskView> {
  return changes.until(`${elementId} in the list of ${visitor.username}`, async () => {
    const me = await visitor.call(getMe);
    const task = await findTask(visitor, caseId, elementId);
    if (!task) return undefined;
    if (task.assignee && task.assignee.id !== me.id) return undefined;
    if (!task.assignee && !(await claim(visitor, task))) return undefined;
    return visitor.call(getTask, { params: { taskKey: task.key } });
  });
}

/** Finishes the task of each of these cases alike, as they come to the list of this person. */
export async function workEach({ visitor, changes }: Person, caseIds: readonly string[], elementId: string, data: Record<string, unknown>): Promise<void> {
  const left = new Set(caseIds);
  const finish = async (task: TaskSummary) => {
    const taken = task.assignee ? task : await claim(visitor, task);
    if (!taken) return;
    await finishTask(visitor, taken, data);
    left.delete(task.case.id);
  };
  await changes.until(`${elementId} of ${left.size} cases in the list of ${visitor.username}`, async () => {
    const found: TaskSummary[] = [];
    for await (const task of openTasks(visitor)) if (task.elementId === elementId && left.has(task.case.id)) found.push(task);
    await Promise.all(found.map(finish));
    return left.size === 0 || undefined;
  });
}

async function findTask(visitor: Visitor, caseId: string, elementId: string): Promise<TaskSummary | undefined> {
  for await (const task of openTasks(visitor)) if (task.case.id === caseId && task.elementId === elementId) return task;
  return undefined;
}

/** Every task of these queues, one queue after the other: by default what is theirs, then what is nobody's yet. */
export async function* openTasks(visitor: Visitor, queues: (typeof QUEUES)[number][] = ['mine', 'unassigned']): AsyncGenerator<TaskSummary> {
  for (const queue of queues) {
    for (let cursor: string | undefined, more = true; more;) {
      const { tasks, next } = await visitor.call(listTasks, { query: { queue, limit: 100, cursor } as z.input<typeof listTasks.query & object> });
      yield* tasks;
      more = next !== null;
      cursor = next ?? undefined;
    }
  }
}

/** The task as it is now; undefined when it changed meanwhile: perhaps by our own try whose answer was lost; looking again tells. */
async function claim(visitor: Visitor, { key, version }: TaskSummary): Promise<TaskSummary | undefined> {
  try {
    return await visitor.call(claimTask, { params: { taskKey: key }, body: { version } });
  } catch (fault) {
    if (fault instanceof Refused && fault.status === 409) return undefined;
    throw fault;
  }
}

/** Finishes a task with its form; if somebody changed it since, with its newest version. */
export async function finishTask(visitor: Visitor, task: Pick<TaskView, 'key' | 'version'>, data: Record<string, unknown>): Promise<void> {
  const params = { taskKey: task.key };
  try {
    await visitor.call(completeTask, { params, body: { version: task.version, data } });
  } catch (fault) {
    if (!(fault instanceof Refused && fault.slug === 'state-conflict')) throw fault;
    const { version } = await visitor.call(getTask, { params });
    await visitor.call(completeTask, { params, body: { version, data } });
  }
}

/** Decides as the tables propose, on the first ground they name. */
export function proposedDecision({ proposal, grounds }: TaskView): Record<string, unknown> {
  if (proposal?.result !== 'grant' && proposal?.result !== 'refuse')
    throw new Error(`The tables propose ${proposal?.result ?? 'nothing'}, neither grant nor refuse`);
  const fitting = grounds.filter(ground => ground.outcome === proposal.result);
  const ground = fitting.find(it => it.id === proposal.reasonCode) ?? fitting[0];
  return { outcome: proposal.result, grounds: ground ? [ground.id] : [], ...(proposal.result === 'grant' && { amountCents: proposal.amountCents }) };
}
