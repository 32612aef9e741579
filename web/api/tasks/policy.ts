import type { Prisma } from '../../../prisma/generated/client.ts';
import { TASK_RIGHTS } from '../../contract/tasks.ts';
import type { Role } from '../../contract/words.ts';
import { hasTasks, type User } from '../http/user.ts';

/** A hand-over of a task that has not been given back. */
export type HandOverFacts = { fromId: string | null; fromTeam: string; toId: string | null; toTeam: string | null };
/**
 * What a policy needs to know of a task; `owner` = agency that owns the case; `complainedOf` = workers the case
 * is a complaint about; `handOvers`: those not given back, the last one first;
 * `standInId` = who acts for an assignee who is away today.
 */
export type TaskFacts = {
  team: string;
  role: string;
  state: string;
  assigneeId: string | null;
  owner: string;
  complainedOf: string[];
  notFor?: readonly string[];
  handOvers: readonly HandOverFacts[];
  standInId: string | null;
};

const has = (user: Pick<User, 'roles'>, role: Role) => user.roles.includes(role);
/** Rows of complaints about this very person are not theirs to see. */
const notAbout = (user: User): Prisma.CaseWhereInput => ({ NOT: { complainedOf: { has: user.id } } });

/** Roles that may do a task of a role: the lead of the team all of its work; the front office's specialists are its specialists. */
export const doersOf = (role: string): Role[] => [role as Role, 'team-lead', ...(role === 'specialist' ? (['kac-specialist'] as const) : [])];

/** Done by people of the team in the role the diagram names; the team's lead may do all of its work. */
export const mayWorkOn = (user: Pick<User, 'id' | 'roles' | 'agencyId'>, it: Pick<TaskFacts, 'team' | 'role' | 'complainedOf' | 'notFor'>): boolean =>
  user.agencyId !== null && user.agencyId === it.team && doersOf(it.role).some(role => has(user, role)) && !isComplainedOf(user, it) && !isNotFor(user, it);

/** Four eyes: who proposed a decision does not confirm it: not to take, not to be handed, not as anybody’s substitute. */
export const isNotFor = (user: Pick<User, 'id'>, it: Pick<TaskFacts, 'notFor'>): boolean => it.notFor?.includes(user.id) ?? false;

/** A complaint never goes to the one complained of: not to see, not to take, not to be handed (PROCESSES §1.3). */
export const isComplainedOf = (user: Pick<User, 'id'>, it: Pick<TaskFacts, 'complainedOf'>): boolean => it.complainedOf.includes(user.id);

const coordinates = (user: User, it: Pick<TaskFacts, 'owner' | 'complainedOf'>) =>
  user.agencyId !== null && user.agencyId === it.owner && (has(user, 'kac-specialist') || has(user, 'team-lead')) && !isComplainedOf(user, it);

/** Who has handed a task over follows it, as long as they are in the team they handed it over from. */
const follows = (user: User, it: Pick<TaskFacts, 'handOvers' | 'complainedOf'>) =>
  user.agencyId !== null && it.handOvers.some(each => each.fromId === user.id && each.fromTeam === user.agencyId) && !isComplainedOf(user, it);

/** Those who may work on it, the front office, which owns the case and watches (P1.5), and who has handed it over. */
export const maySeeTask = (user: User, it: TaskFacts): boolean => mayWorkOn(user, it) || coordinates(user, it) || (mayListTasks(user) && follows(user, it));

/** What others have typed in its form is for those who may do the task (F3); those who only watch do not read drafts. */
export const mayReadDrafts = (user: User, it: TaskFacts): boolean => mayWorkOn(user, it);

export const mayListTasks = hasTasks;

/** Tasks a person may work on, as a filter of rows: the same right as `mayWorkOn`. */
export function workableBy(user: User): Prisma.TaskWhereInput {
  if (!mayListTasks(user) || user.agencyId === null) return NOTHING;
  return {
    team: user.agencyId,
    ...(has(user, 'team-lead') ? {} : { role: { in: [...user.roles, ...(has(user, 'kac-specialist') ? (['specialist'] as const) : [])] } }),
    case: notAbout(user),
    NOT: { notFor: { has: user.id } },
  };
}

/** Tasks a person may see: the same right as `maySeeTask`. */
export function visibleTasks(user: User): Prisma.TaskWhereInput {
  if (!mayListTasks(user) || user.agencyId === null) return NOTHING;
  const watches = has(user, 'kac-specialist') || has(user, 'team-lead');
  return { OR: [workableBy(user), handedOverBy(user), ...(watches ? [{ case: { owner: user.agencyId, ...notAbout(user) } }] : [])] };
}

/** Tasks a person has handed over and not got back: the queue "handed over by me". */
export function handedOverBy(user: User): Prisma.TaskWhereInput {
  if (!mayListTasks(user) || user.agencyId === null) return NOTHING;
  return { handOvers: { some: { fromId: user.id, fromTeam: user.agencyId, returnedAt: null } }, case: notAbout(user) };
}

const NOTHING: Prisma.TaskWhereInput = { key: { in: [] } };

const isOpen = (it: TaskFacts) => it.state === 'open';
const isMine = (user: User, it: TaskFacts) => it.assigneeId === user.id;
const leads = (user: User, it: TaskFacts) => user.agencyId === it.team && has(user, 'team-lead');

export const mayClaim = (user: User, it: TaskFacts): boolean => isOpen(it) && it.assigneeId === null && mayWorkOn(user, it);
export const mayRelease = (user: User, it: TaskFacts): boolean =>
  isOpen(it) && it.assigneeId !== null && mayWorkOn(user, it) && (isMine(user, it) || leads(user, it));
/** B7.1: one hands on what is one's own or nobody's; the lead hands on anything of the team. */
export const mayAssign = (user: User, it: TaskFacts): boolean =>
  isOpen(it) && mayWorkOn(user, it) && (it.assigneeId === null || isMine(user, it) || leads(user, it));
export const mayComplete = (user: User, it: TaskFacts): boolean => isOpen(it) && isMine(user, it) && mayWorkOn(user, it);

/** What was handed to me, or to my team and is not a colleague's yet, may be given back. */
export const mayGiveBack = (user: User, it: TaskFacts): boolean => {
  const last = it.handOvers[0];
  if (!last || !isOpen(it) || !mayWorkOn(user, it)) return false;
  return last.toId === user.id ? isMine(user, it) : last.toTeam === user.agencyId && (it.assigneeId === null || isMine(user, it));
};

/** F3: a colleague's task, by people of the same team and role or by its lead. */
export const mayTakeOver = (user: User, it: TaskFacts): boolean =>
  isOpen(it) && it.assigneeId !== null && !isMine(user, it) && mayWorkOn(user, it) && it.standInId !== user.id;

/** F12: as the substitute of an assignee who is away. */
export const mayStandIn = (user: User, it: TaskFacts): boolean => isOpen(it) && !isMine(user, it) && it.standInId === user.id && mayWorkOn(user, it);

/** Everything a person may do with a task now, in the order of the contract. */
export function mayDoWith(user: User, it: TaskFacts): (typeof TASK_RIGHTS)[number][] {
  const rights: Record<(typeof TASK_RIGHTS)[number], (user: User, it: TaskFacts) => boolean> = {
    claim: mayClaim,
    release: mayRelease,
    assign: mayAssign,
    'give-back': mayGiveBack,
    'take-over': mayTakeOver,
    'stand-in': mayStandIn,
    complete: mayComplete,
  };
  return TASK_RIGHTS.filter(right => rights[right](user, it));
}
