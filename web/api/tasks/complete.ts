import { enqueue } from '../../../platform/outbox.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { ModelElement } from '../../../processes/model.ts';
import { audit } from '../audit/audit.ts';
import { makeShown } from '../audit/shown.ts';
import { checkForm } from '../cases/check-form.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase, serviceOf } from '../cases/find.ts';
import { json } from '../cases/record.ts';
import type { Context } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { CHANGE_ACTS } from '../changes/acts.ts';
import { INCIDENT_ACTS } from '../incidents/acts.ts';
import { PROBLEM_ACTS } from '../problems/acts.ts';
import { wordsIn, write, type Act, type Completion } from './acts/act.ts';
import { clarify } from './acts/clarify.ts';
import { confirm } from './acts/confirmation.ts';
import { decide } from './acts/decision.ts';
import { decideEscalation } from './acts/escalation.ts';
import { classify, handOut, reply } from './acts/front-office.ts';
import { handToPartner, partnerWork, terms, work } from './acts/level2.ts';
import { factsOf, type Finder, type TaskForm } from './find.ts';
import { mineOf } from './list.ts';
import { mayComplete, workableBy } from './policy.ts';
import { TASK_INCLUDE, type TaskRow } from './present.ts';

type Input = { taskKey: string; version: number; data: Record<string, unknown> };

const ACTS_BY_NAME: Record<string, Act> = {
  classification: classify,
  reply,
  decision: decide,
  'decision-confirmation': confirm,
  'escalation-decision': decideEscalation,
  'hand-out': handOut,
  suggestion: reply,
  terms,
  work,
  'partner-work': partnerWork,
  ...INCIDENT_ACTS,
  ...PROBLEM_ACTS,
  ...CHANGE_ACTS,
};
/** Outcomes whose reason the client is told; any other reason stays among colleagues. */
const REASON_FOR_CLIENT = new Set(['reopen', 'close']);
/** Acts that keep the reason themselves. */
const OWN_REASON = new Set(['decision', 'decision-confirmation', 'escalation-decision', 'classification']);

/** Finishing a task: task, form, act, audit and the message for the engine are one commit. The engine may be away meanwhile. */
export function makeComplete(deps: CaseDeps, finder: Finder) {
  const { db, now, outbox } = deps;
  const shown = makeShown({ db, now });

  return async ({ taskKey, version, data }: Input, { user, once }: Context) => {
    const seen = await finder.find(taskKey, user);
    const [element, form] = await Promise.all([finder.elementOf(seen), finder.formOf(seen)]);

    const reply = await once(async tx => {
      const it = await lockCase(tx, seen.caseId);
      const task = await tx.task.findUniqueOrThrow({ where: { key: taskKey }, include: TASK_INCLUDE });
      refuseUnless(task, { user, version });
      if ((await tx.instruction.count({ where: { taskKey, acknowledgedAt: null } })) > 0)
        throw new Problem('not-acknowledged', 'The lead has told the worker something');
      const said = form ? checkForm(form.schema, data) : {};
      const completion = { tx, it, task, said, data, user, at: now(), deps };
      await keep(completion, form);
      const variables = { ...returnsOf(element, form, said), ...(await carryOut(completion, element)) };
      await tx.task.update({ where: { key: taskKey }, data: { returned: json(variables) }, select: { key: true } });
      await enqueue(tx, { caseId: it.id, command: 'complete-task', payload: { taskKey, variables } });
      await notifyCase(tx, it.id);
      await audit(tx, {
        who: user.id,
        did: 'task.complete',
        at: completion.at,
        caseId: it.id,
        clientId: it.clientId,
        data: { taskKey, elementId: task.elementId },
      });
      return { caseId: it.id };
    });
    outbox.kick();
    const nextTask = await nextFor(reply.caseId, user);
    if (nextTask) await shown(user, 'task.list', [nextTask.case.code]);
    return { caseId: reply.caseId, nextTask };
  };

  /** F6: the next task of this case, if there is one already, else the oldest of mine. */
  async function nextFor(caseId: string, user: User) {
    const order = [{ createdAt: 'asc' as const }, { key: 'asc' as const }];
    const here = { AND: [{ caseId, state: 'open' }, { OR: [{ assigneeId: null }, { assigneeId: user.id }] }, workableBy(user)] };
    const next =
      (await db.task.findFirst({ where: here, orderBy: order, include: TASK_INCLUDE })) ??
      (await db.task.findFirst({ where: mineOf(user), orderBy: order, include: TASK_INCLUDE }));
    return next ? ((await finder.present([next]))[0] ?? null) : null;
  }
}

function refuseUnless(task: TaskRow, { user, version }: { user: User; version: number }): void {
  if (task.state !== 'open') throw new Problem('already-done', `Task ${task.key} is ${task.state}`);
  if (task.rowVersion !== version) throw new Problem('state-conflict', `Version is ${task.rowVersion}`);
  if (!mayComplete(user, factsOf(task))) throw new Problem('not-permitted', 'Take the task first');
}

/** The task is ours no more, its form is kept whole, its draft is not needed again. What others typed in it stays theirs (F4). */
async function keep({ tx, it, task, said, data, user, at }: Completion, form: TaskForm): Promise<void> {
  const outcome = typeof data['outcome'] === 'string' ? data['outcome'] : null;
  await tx.task.update({
    where: { key: task.key },
    data: { state: 'completing', completedAt: at, completedBy: user.id, outcome, rowVersion: { increment: 1 } },
  });
  if (form)
    await tx.caseForm.create({
      data: { caseId: it.id, formId: form.id, formVersion: form.version, taskKey: task.key, data: json({ ...data, ...said }), filledBy: user.id, filledAt: at },
    });
  await tx.draft.deleteMany({ where: { userId: user.id, subject: `task:${task.key}` } });
}

async function carryOut(completion: Completion, element: ModelElement | undefined): Promise<Record<string, unknown>> {
  const { data } = completion;
  if (data['outcome'] === 'clarify') return clarify(completion);
  if (data['outcome'] === 'hand-to-partner') return handToPartner(completion);
  const act = element?.properties['act'] ?? '';
  const reason = wordsIn(data, 'reason');
  if (reason && !OWN_REASON.has(act)) await write(completion, REASON_FOR_CLIENT.has(String(data['outcome'])) ? 'to-client' : 'internal', reason);
  await recordFacts(completion);
  return (await ACTS_BY_NAME[act]?.(completion)) ?? {};
}

/** What a specialist has established and the service lists as a fact stands beside what registers said, with the agency as its source. */
async function recordFacts({ tx, it, task, said, at, deps }: Completion): Promise<void> {
  const known = serviceOf(deps.processes, it.serviceId)?.description.facts ?? {};
  for (const [key, value] of Object.entries(said).filter(([key, value]) => key in known && value !== null && value !== '')) {
    const fact = { value: value as string | number | boolean, source: task.team.toUpperCase(), at };
    await tx.caseFact.upsert({ where: { caseId_key: { caseId: it.id, key } }, create: { caseId: it.id, key, ...fact }, update: fact });
  }
}

/** Only what the diagram says it returns goes to the engine; a box left empty is `false` there, anything else `null`. */
export function returnsOf(element: ModelElement | undefined, form: TaskForm, said: Record<string, unknown>): Record<string, unknown> {
  const keys = (element?.properties['returns'] ?? 'outcome').split(',').map(key => key.trim());
  const boxes = checkboxesOf(form?.schema['components']);
  return Object.fromEntries(keys.filter(key => key !== '').map(key => [key, said[key] ?? (boxes.has(key) ? false : null)]));
}

function checkboxesOf(components: unknown): Set<string> {
  const flat = (list: unknown): { type?: string; key?: string }[] =>
    Array.isArray(list) ? list.flatMap(it => [it as { type?: string; key?: string }, ...flat((it as { components?: unknown }).components)]) : [];
  return new Set(flat(components).flatMap(it => (it.type === 'checkbox' && it.key ? [it.key] : [])));
}
