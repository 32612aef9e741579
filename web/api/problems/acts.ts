import { localAt, localDate } from '../../../platform/local-time.ts';
import { Problem as Refusal } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { ACTION_GOALS, PROBLEM_CATEGORIES } from '../../contract/problems.ts';
import { priorityOf, type Impact, type Urgency } from '../cases/priority.ts';
import { keepFinding, withItem } from '../incidents/acts.ts';
import { wordsIn, type Act, type Completion } from '../tasks/acts/act.ts';

const wrong = (path: string, code: string) => new Refusal('invalid-form', `${path}: ${code}`, [{ path, code }]);
const needed = (data: Record<string, unknown>, key: string): string => {
  const said = wordsIn(data, key);
  if (!said) throw wrong(key, 'required');
  return said;
};

const update = ({ tx, it }: Completion, data: Prisma.ProblemUncheckedUpdateInput) =>
  tx.problem.update({ where: { caseId: it.id }, data: { ...data, version: { increment: 1 } } });

/** When the review's day begins for those at work. */
const MORNING = '08:00';

/** The day somebody looks at it again: in the future, as an instant for the timer. */
function reviewDay({ said, at }: Completion): { reviewOn: Date; reviewAt: string } {
  const day = needed(said, 'reviewOn');
  if (day <= localDate(at)) throw wrong('reviewOn', 'past');
  return { reviewOn: new Date(day), reviewAt: localAt(day, MORNING).toISOString() };
}

/** P4.1: category, priority and owner. Who accepts a problem owns it until somebody else takes it. */
const classify: Act = async completion => {
  const { tx, it, said, user, deps } = completion;
  if (completion.data['outcome'] !== 'accept') return {};
  const category = PROBLEM_CATEGORIES.find(each => each === said['category']);
  if (!category) throw wrong('category', 'required');
  const [impact, urgency] = [needed(said, 'impact') as Impact, needed(said, 'urgency') as Urgency];
  const priority = await priorityOf(deps.processes, { impact, urgency });
  await tx.case.update({ where: { id: it.id }, data: { impact, urgency, priority, version: { increment: 1 } } });
  const { items, significant } = await tx.problem.findUniqueOrThrow({ where: { caseId: it.id } });
  await update(completion, {
    category,
    ownerId: user.id,
    items: await withItem(completion, items),
    significant: significant || said['significant'] === true,
  });
  return {};
};

/** P4.1: each round leaves who checked what; a problem is deferred with a reason and a day of review. */
const investigate: Act = async completion => {
  const { data, said } = completion;
  await keepFinding(completion);
  if (data['outcome'] === 'cause') await update(completion, { cause: needed(said, 'cause') });
  if (data['outcome'] !== 'park') return {};
  const { reviewOn, reviewAt } = reviewDay(completion);
  await update(completion, { deferredReason: needed(said, 'reason'), reviewOn });
  return { reviewAt };
};

/** P4.2: the known error as callers say it, with what helps them meanwhile. The next step publishes it. */
const describeError: Act = async completion => {
  const { tx, it, said, user, deps } = completion;
  const words = {
    title: needed(said, 'title'),
    symptoms: needed(said, 'symptoms'),
    workaround: needed(said, 'workaround'),
    workaroundEn: wordsIn(said, 'workaroundEn'),
    writtenBy: user.id,
    serviceId: it.serviceId,
    holder: it.holder,
    withdrawnAt: null,
  };
  const { items } = await tx.problem.findUniqueOrThrow({ where: { caseId: it.id } });
  await tx.knownError.upsert({ where: { problemId: it.id }, create: { id: deps.newId(), problemId: it.id, items, ...words }, update: { items, ...words } });
  return {};
};

/** P4.2: is a change worth it? What is decided stands with the problem and its reason among its findings. */
const judge: Act = async completion => {
  const { tx, it, data, said, user, task, at, deps } = completion;
  const outcome = data['outcome'];
  if (outcome === 'change') {
    await update(completion, { solution: needed(said, 'solution'), reviewOn: null });
    return {};
  }
  const reason = needed(said, 'reason');
  await tx.finding.create({ data: { id: deps.newId(), caseId: it.id, tried: null, found: reason, by: user.id, team: task.team, at } });
  if (outcome !== 'accept') {
    await update(completion, { reviewOn: null });
    return {};
  }
  const { reviewOn, reviewAt } = reviewDay(completion);
  await update(completion, { reviewOn });
  return { reviewAt };
};

const check: Act = async completion => {
  await keepFinding(completion);
  return {};
};

const ACTIONS = [1, 2, 3] as const;

/** P4.6: what was learnt, and what is to be done by whom. */
const review: Act = async completion => {
  const { tx, it, said, user, at, deps } = completion;
  await update(completion, { review: needed(said, 'review'), reviewedBy: user.id, reviewedAt: at });
  for (const n of ACTIONS) {
    const what = wordsIn(said, `action${n}`);
    if (!what) continue;
    const ownerId = needed(said, `owner${n}`);
    if (!(await tx.userAccount.findUnique({ where: { id: ownerId }, select: { id: true } }))) throw wrong(`owner${n}`, 'option');
    const goesTo = ACTION_GOALS.find(each => each === said[`goesTo${n}`]);
    if (!goesTo) throw wrong(`goesTo${n}`, 'required');
    await tx.problemAction.create({ data: { id: deps.newId(), problemId: it.id, what, ownerId, dueOn: new Date(needed(said, `due${n}`)), goesTo } });
  }
  return {};
};

/** What finishing a task of P4 does, by the word of its diagram. */
export const PROBLEM_ACTS: Record<string, Act> = {
  'problem-classification': classify,
  'problem-investigation': investigate,
  'problem-error': describeError,
  'problem-options': judge,
  'problem-check': check,
  'problem-review': review,
};
