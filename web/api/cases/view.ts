import type { z } from 'zod';
import type { Deadline } from '../../../platform/deadline.ts';
import { Problem } from '../../../platform/problem.ts';
import { formVersion } from '../../../processes/load.ts';
import type { ProcessModel } from '../../../processes/model.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { caseView } from '../../contract/cases.ts';
import { reckon, toClockEvents } from '../clock/clock.ts';
import { mayExtend, mayPause, mayResume } from '../clock/policy.ts';
import { maskCode } from '../documents/format.ts';
import { readDocuments } from '../documents/read.ts';
import type { Context } from '../http/bind.ts';
import { MERGED } from '../links/link.ts';
import { waitsForPaper } from '../originals/paper.ts';
import { auditLook, type Access } from './access.ts';
import type { CaseDeps } from './deps.ts';
import type { Directory } from './directory.ts';
import { requestProcessOf, serviceOf } from './find.ts';
import { stageLine, type StageLine, type Timing } from './milestones.ts';
import type { Models } from './models.ts';
import * as policy from './policy.ts';
import { nameOf, presentDeadline, presentDecision, presentFact, presentProposed, presentMessage, presentSummary } from './present.ts';
import { reopenUntil } from './reopening.ts';
import { isEnding } from './status.ts';
import { titledService } from './summaries.ts';

type View = z.input<typeof caseView>;

const MESSAGES = { orderBy: { at: 'asc' }, include: { deliveries: { orderBy: { channel: 'asc' } } } } as const;

const WHOLE = {
  client: true,
  linksTo: MERGED,
  clockEvents: { orderBy: { id: 'asc' } },
  messages: MESSAGES,
  facts: { orderBy: { at: 'asc' } },
  forms: { where: { taskKey: null }, orderBy: { filledAt: 'asc' }, take: 1 },
  decisions: { orderBy: { decidedAt: 'desc' }, take: 1 },
  proposedDecisions: { orderBy: { proposedAt: 'desc' }, take: 1 },
  questions: { where: { answeredAt: null, expiredAt: null }, orderBy: { askedAt: 'desc' }, take: 1 },
  feedback: true,
  tasks: { where: { state: 'open' }, orderBy: { createdAt: 'asc' } },
} as const satisfies Prisma.CaseInclude;

export type WholeCase = Prisma.CaseGetPayload<{ include: typeof WHOLE }>;

/** The process every case starts with. */
const ROOT_PROCESS = 'application';

/** The page of a case, as the one who asks may see it. */
export function makeView(deps: CaseDeps, { access, models, directory }: { access: Access; models: Models; directory: Directory }) {
  const { db, now, processes, blobs } = deps;

  async function readRuns(caseId: string) {
    // one statement for both: the page of a case has ten (C5)
    const rows = await db.$queryRaw<{ processId: string; version: number; elementId: string | null; at: Date }[]>`
      SELECT process_id AS "processId", version, NULL AS "elementId", started_at AS at FROM process_run WHERE case_id = ${caseId}::uuid
      UNION ALL SELECT process_id, version, element_id, entered_at FROM element_timing WHERE case_id = ${caseId}::uuid ORDER BY at`;
    const timings = rows.flatMap(({ processId, elementId, at }) => (elementId === null ? [] : [{ processId, elementId, enteredAt: at }]));
    return { versions: new Map(rows.filter(it => it.elementId === null).map(it => [it.processId, it.version])), timings };
  }

  async function stagesOf(it: WholeCase, { versions, timings }: { versions: Map<string, number>; timings: Timing[] }): Promise<StageLine> {
    const calls = { requestProcessId: requestProcessOf(processes, it.kind), deliveryProcessId: it.kind === 'service-request' ? it.serviceId : null };
    const ids = new Set([ROOT_PROCESS, ...Object.values(calls).filter(id => id !== null), ...versions.keys()]);
    const read = async (id: string) => [id, versions.has(id) ? await models.of(id, versions.get(id)!) : await models.latest(id)] as const;
    const found = new Map((await Promise.all([...ids].map(read))).filter((entry): entry is readonly [string, ProcessModel] => entry[1] !== undefined));
    const root = found.get(ROOT_PROCESS);
    if (!root) return { milestones: [], next: null };
    return stageLine({ root, models: found, calls }, timings, { closed: it.status === 'closed', submittedAt: it.submittedAt });
  }

  /** The form as it was when it was filled in: schemas are kept in the blob store under the same hash. */
  async function formOf(form: WholeCase['forms'][number] | undefined): Promise<View['form']> {
    if (!form) return null;
    const known = processes.flatMap(it => [...it.forms.values()]).find(it => it.id === form.formId && formVersion(it) === form.formVersion);
    const schema =
      known ?? ((await blobs.has(form.formVersion)) ? (JSON.parse((await blobs.read(form.formVersion)).toString()) as Record<string, unknown>) : {});
    return { schema, data: form.data as Record<string, unknown> };
  }

  /** The case complained about, for those who may see it. */
  async function aboutOf({ aboutCaseId }: WholeCase, user: Context['user']): Promise<View['about']> {
    const found = aboutCaseId ? await db.case.findUnique({ where: { id: aboutCaseId } }) : null;
    return found && policy.maySeeCase(user, found) ? { id: found.id, code: found.code } : null;
  }

  /** What was said in the duplicates of a case, and in theirs: a statement for each remove, none where nothing was merged (C5). */
  async function readMerged(it: WholeCase): Promise<Merged> {
    const merged: Merged = { codes: new Map(), messages: [] };
    for (let next = it.linksTo.map(link => link.caseId); next.length > 0;) {
      const rows = await db.case.findMany({ where: { id: { in: next } }, select: { id: true, code: true, messages: MESSAGES, linksTo: MERGED } });
      for (const { id, code } of rows) merged.codes.set(id, code);
      merged.messages.push(...rows.flatMap(row => row.messages));
      next = rows.flatMap(row => row.linksTo.map(link => link.caseId)).filter(id => id !== it.id && !merged.codes.has(id));
    }
    return merged;
  }

  return async ({ caseId }: { caseId: string }, { user }: Context): Promise<View> => {
    const it = await db.case.findUnique({ where: { id: caseId }, include: WHOLE });
    if (!it) throw new Problem('not-found', `No case ${caseId}`);
    if (!policy.maySeeCase(user, it)) return access.refuse(caseId, user);
    const merged = await readMerged(it);
    const looked = merged.codes.size > 0 ? { data: { merged: [...merged.codes.keys()] } } : {};
    await db.$transaction(tx => auditLook(tx, { user, it, did: 'case.look', at: now(), ...looked }));
    const runs = await readRuns(caseId);
    const at = now();
    const [stages, form, agency, names, about, until, deadline, acceptance] = await Promise.all([
      stagesOf(it, runs),
      formOf(it.forms[0]),
      directory.agencies(),
      namesOf(deps, it, user),
      aboutOf(it, user),
      reopenUntil(db, it),
      reckon(db, toClockEvents(it.clockEvents), at),
      reckon(db, toClockEvents(it.clockEvents, 'acceptance'), at),
    ]);
    const reading = { required: deps.config.VIRUS_CHECK === 'required', decided: it.decisions.length > 0, merged: merged.codes };
    const documents = await readDocuments(db, it, user, reading);
    return presentCase({ it, merged, stages, form, agency, names, about, documents, reopenUntil: until, deadline, acceptance, now: at, deps }, user);
  };
}

/** Names of the people the page speaks of. */
async function namesOf({ db }: Pick<CaseDeps, 'db'>, it: WholeCase, user: Context['user']): Promise<Map<string, string>> {
  const known = new Map([[user.id, user.name]]);
  const ids = [
    ...it.tasks.flatMap(task => task.assigneeId ?? []),
    ...it.proposedDecisions.flatMap(({ proposedBy, judgedBy }) => [proposedBy, judgedBy ?? []].flat()),
  ].filter(id => !known.has(id));
  if (ids.length === 0 || !policy.maySeeInternal(user, it)) return known;
  const accounts = await db.userAccount.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map([...known, ...accounts.map(account => [account.id, account.name] as const)]);
}

function assigneeOf(it: WholeCase, names: Map<string, string>): View['assignee'] {
  const id = it.tasks.find(task => task.assigneeId)?.assigneeId;
  return id ? { id, name: names.get(id) ?? '' } : null;
}

type Merged = { codes: Map<string, string>; messages: WholeCase['messages'] };

type Parts = {
  it: WholeCase;
  merged: Merged;
  stages: StageLine;
  form: View['form'];
  agency: Awaited<ReturnType<Directory['agencies']>>;
  names: Map<string, string>;
  about: View['about'];
  reopenUntil: Date | null;
  deadline: Deadline;
  acceptance: Deadline;
  documents: View['documents'];
  now: Date;
  deps: Pick<CaseDeps, 'processes'>;
};

function presentCase(
  { it, merged, stages, form, agency, names, about, documents, reopenUntil: until, deadline, acceptance, now, deps: { processes } }: Parts,
  user: Context['user'],
): View {
  const inside = policy.maySeeInternal(user, it);
  const reader = policy.isStaff(user, it) ? 'staff' : 'client';
  const service = serviceOf(processes, it.serviceId)?.description;
  const said = merged.messages.length > 0 ? [...it.messages, ...merged.messages].sort((one, other) => one.at.getTime() - other.at.getTime()) : it.messages;
  const messages = said.filter(message => inside || message.direction !== 'internal');
  const unread = messages.filter(message => message.readAt === null && message.direction === (reader === 'staff' ? 'from-client' : 'to-client')).length;
  const standing = stages.milestones.findLast(milestone => milestone.state === 'current' || milestone.state === 'done');
  const decision = it.decisions[0];
  const proposed = it.proposedDecisions[0];
  const published = it.status === 'done' || it.status === 'closed';
  const question = it.questions[0];

  return {
    ...presentSummary({ row: it, service: titledService(processes, it.serviceId), agency: agency(it.holder), milestone: standing?.text ?? null, unread, now }),
    version: it.version,
    byMandate: it.byMandate,
    from: it.fromAgency ? agency(it.fromAgency) : null,
    about,
    complainedOf: it.complainedOfAgency ? agency(it.complainedOfAgency) : null,
    wantedOn: it.wantedOn?.toISOString().slice(0, 10) ?? null,
    attempt: it.attempt,
    reopenUntil: until?.toISOString() ?? null,
    resultWay: it.resultWay as View['resultWay'],
    impact: it.impact as View['impact'],
    urgency: it.urgency as View['urgency'],
    level: it.level,
    owner: agency(it.owner),
    assignee: inside ? assigneeOf(it, names) : null,
    client: it.client && {
      id: it.client.id,
      name: nameOf(it.client)!,
      personalCodeMasked: maskCode(it.client.personalCode),
      email: it.client.email,
      phone: it.client.phone,
    },
    deadline: presentDeadline(deadline),
    acceptance: inside && acceptance.term ? presentDeadline(acceptance) : null,
    milestones: stages.milestones.map(milestone => ({ ...milestone, at: milestone.at?.toISOString() ?? null })),
    next: stages.next,
    question: question ? { id: question.id, text: question.text, askedAt: question.askedAt.toISOString(), answerBy: question.answerBy.toISOString() } : null,
    form,
    facts: it.facts.map(fact => presentFact(fact, service)),
    messages: messages.map(message => presentMessage(message, merged.codes.get(message.caseId))),
    documents,
    waitsForOriginal:
      inside &&
      waitsForPaper(
        service,
        documents.flatMap(document => (document.withdrawn ? [] : (document.original ?? []))),
      ),
    decision: decision && (inside || published) ? presentDecision(decision, service) : null,
    proposed: proposed && inside && proposed.state !== 'confirmed' ? presentProposed(proposed, names, service) : null,
    feedback: it.feedback && { rating: it.feedback.rating, comment: it.feedback.comment, disputed: it.feedback.disputed },
    may: mayDo(it, user, { reopenUntil: until, clock: deadline, now }),
  };
}

/** What the person who asks may do now: the same policies that will judge the act. */
export function mayDo(
  it: WholeCase,
  user: Context['user'],
  { reopenUntil: until, clock, now }: { reopenUntil: Date | null; clock: Deadline; now: Date },
): View['may'] {
  const facts = {
    ...it,
    hasQuestion: it.questions.length > 0,
    hasDecision: it.decisions.length > 0 || isEnding(it),
    reopenUntil: until,
    hasFeedback: it.feedback !== null,
  };
  const may: [View['may'][number], boolean][] = [
    ['answer', policy.mayAnswer(user, facts)],
    ['withdraw', policy.mayWithdraw(user, facts)],
    ['message', policy.mayWrite(user, facts)],
    ['feedback', policy.mayRate(user, facts)],
    ['dispute', policy.mayDispute(user, facts)],
    ['escalate', policy.mayEscalate(user, facts)],
    ['classify', policy.mayClassify(user, facts)],
    ['reopen', policy.mayReopen(user, facts, now)],
    ['void', policy.mayVoid(user, facts)],
    ['pause', mayPause(user, it, clock)],
    ['resume', mayResume(user, it, clock)],
    ['extend', mayExtend(user, it, clock)],
    ['note', policy.mayNote(user, facts)],
    ['attach', policy.mayAttach(user, facts)],
    ['see-looks', policy.maySeeLooks(user, facts)],
    ['see-diagram', policy.maySeeDiagram(user, facts)],
  ];
  return may.filter(([, allowed]) => allowed).map(([name]) => name);
}
