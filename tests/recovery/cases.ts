import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { answerQuestion, escalateCase, getCase, getTimeline, giveFeedback } from '../../web/contract/cases.ts';
import { getDraft, saveDraft } from '../../web/contract/me.ts';
import { fillIn, findService, finishTask, FUNERAL_BENEFIT, proposedDecision, submit, takeTask, untilCase, type Person } from '../../docker/demo/acts.ts';
import { makeApi } from '../../docker/demo/api.ts';
import { listen } from '../../docker/demo/changes.ts';
import { missingFrom } from '../../docker/demo/main-job.ts';
import { syntheticCode } from '../../docker/sandbox/people.ts';

/** Steps at which a case may stand when the disaster comes. */
export const STEPS = ['handed-over', 'taken', 'deciding', 'asked', 'answered', 'escalated', 'delivered'] as const;
export type StepName = (typeof STEPS)[number];
export type Story = { caseId: string; step: StepName | 'accepted' | 'decided'; asked: boolean };
/** Where a case stands, as people and the projections see it. */
export type Stand = { tasks: string[]; elements: string[] };

const DRAFT = { outcome: 'accept', note: 'rakstīts pirms negaisa' };

export type Desk = ReturnType<typeof makeDesk>;

/** An applicant, a specialist and a colleague, who bring cases to a step and, whatever happens meanwhile, to their end. */
export function makeDesk({ web, sql, firstDeceased, over }: { web: string; sql: postgres.Sql; firstDeceased: number; over: AbortSignal }) {
  const api = makeApi(web, over);
  const person = (username: string): Person => {
    const visitor = api.signIn(username);
    return { visitor, changes: listen(visitor, over) };
  };
  const [applicant, vita] = [person('janis'), person('vita')];
  let deceased = firstDeceased;

  async function apply(): Promise<string> {
    const service = await findService(applicant.visitor, 'bēres', FUNERAL_BENEFIT);
    deceased += 1;
    const { data } = await fillIn(applicant.visitor, service.id, syntheticCode(deceased));
    return (await submit(applicant.visitor, service.id, data, randomUUID())).id;
  }

  const openAt = async (caseId: string): Promise<string[]> =>
    (await sql<{ elementId: string }[]>`SELECT element_id AS "elementId" FROM task WHERE case_id = ${caseId}::uuid AND state = 'open'`).map(it => it.elementId);

  const accept = async (caseId: string) => finishTask(vita.visitor, await takeTask(vita, caseId, 'Task_TakeOver'), { outcome: 'accept' });
  const toDecide = (caseId: string) =>
    vita.changes.until('a proposal', async () => {
      const task = await takeTask(vita, caseId, 'Task_Decide');
      return task.proposal ? task : undefined;
    });
  const ask = async (caseId: string) => {
    await finishTask(vita.visitor, await toDecide(caseId), { outcome: 'clarify', question: 'Kurā kapsētā?', answerWithinDays: 10 });
    return untilCase(applicant, caseId, 'the question', view => view.question !== null && view.status === 'waiting_applicant');
  };
  const answer = async (caseId: string, questionId: string) =>
    applicant.visitor.call(answerQuestion, { params: { caseId }, body: { questionId, answer: 'Meža kapos' } });

  async function decide(caseId: string) {
    const task = await toDecide(caseId);
    await finishTask(vita.visitor, task, proposedDecision(task));
  }

  const ways: Record<StepName, (caseId: string) => Promise<unknown>> = {
    'handed-over': caseId => untilCase(applicant, caseId, 'N2', view => view.messages.some(it => it.notice === 'N2')),
    async taken(caseId) {
      const task = await takeTask(vita, caseId, 'Task_TakeOver');
      await vita.visitor.call(saveDraft, { params: { subject: `task:${task.key}` }, body: { data: DRAFT } });
    },
    async deciding(caseId) {
      await accept(caseId);
      await toDecide(caseId);
    },
    async asked(caseId) {
      await accept(caseId);
      await ask(caseId);
    },
    async answered(caseId) {
      await accept(caseId);
      await answer(caseId, (await ask(caseId)).question?.id ?? '');
      await toDecide(caseId);
    },
    async escalated(caseId) {
      await ways['handed-over'](caseId);
      await takeTask(vita, caseId, 'Task_TakeOver');
      await vita.visitor.call(escalateCase, { params: { caseId }, body: { reason: 'Nezinu, kā rīkoties' } });
      await vita.changes.until('the lead’s task', async () => (await openAt(caseId)).includes('Task_ManageEscalation') || undefined);
    },
    async delivered(caseId) {
      await accept(caseId);
      await decide(caseId);
      await untilCase(applicant, caseId, 'the result', view => view.status === 'done' && view.messages.some(it => it.notice === 'N5'));
    },
  };

  return {
    apply,
    /** A case that stands at a step. */
    async bring(step: StepName): Promise<Story> {
      const caseId = await apply();
      await ways[step](caseId);
      return { caseId, step, asked: step === 'asked' || step === 'answered' };
    },
    accept,
    decide,
    /** The draft that was typed before the disaster, as its author sees it now. */
    async draftOf(caseId: string): Promise<unknown> {
      const { key } = await takeTask(vita, caseId, 'Task_TakeOver');
      return (await vita.visitor.call(getDraft, { params: { subject: `task:${key}` } })).draft?.data;
    },
    DRAFT,
    /** Brings a case to its end from wherever it stands. Answers what is missing, or there twice. */
    async finish({ caseId, asked }: Story): Promise<string[]> {
      await vita.changes.until(`case ${caseId} closed`, async () => {
        const view = await applicant.visitor.call(getCase, { params: { caseId } });
        if (view.question) await answer(caseId, view.question.id).catch(() => {});
        if (view.status === 'done' && !view.feedback)
          await applicant.visitor.call(giveFeedback, { params: { caseId }, body: { rating: 5, comment: 'Paldies!', disputed: false } }).catch(() => {});
        return view.status === 'closed' || (await workOn(caseId)) || undefined;
      });
      const view = await untilCase(applicant, caseId, 'N6', it => it.messages.some(message => message.notice === 'N6'));
      const { entries } = await applicant.visitor.call(getTimeline, { params: { caseId } });
      return missingFrom(view, entries, { asked });
    },
  };

  /** Whatever of this case lies with the specialist now. */
  async function workOn(caseId: string): Promise<undefined> {
    for (const elementId of await openAt(caseId)) {
      if (elementId !== 'Task_TakeOver' && elementId !== 'Task_Decide') continue;
      const task = await takeTask(vita, caseId, elementId);
      if (elementId === 'Task_Decide' && !task.proposal) continue;
      // done by an earlier look, or by the disaster: the next look tells
      await finishTask(vita.visitor, task, elementId === 'Task_TakeOver' ? { outcome: 'accept' } : proposedDecision(task)).catch(() => {});
    }
  }
}

/** Where cases stand: open tasks with whose they are, and what the journal says is entered and not left. */
export async function standOf(sql: postgres.Sql, caseIds: string[]): Promise<Map<string, Stand>> {
  const rows = await sql<{ caseId: string; tasks: string[]; elements: string[] }[]>`
    SELECT c.id AS "caseId",
      coalesce((SELECT array_agg(t.element_id || ' ' || t.state || ' ' || coalesce(t.assignee_id, '-') || ' ' || t.team ORDER BY t.element_id) FROM task t
        WHERE t.case_id = c.id AND t.state IN ('open', 'completing')), '{}') AS tasks,
      coalesce((SELECT array_agg(e.process_id || '.' || e.element_id ORDER BY e.process_id, e.element_id) FROM element_timing e
        WHERE e.case_id = c.id AND e.left_at IS NULL), '{}') AS elements
    FROM "case" c WHERE c.id = ANY(${caseIds}::uuid[])`;
  return new Map(rows.map(({ caseId, tasks, elements }) => [caseId, { tasks: [...tasks], elements: [...elements] }]));
}
