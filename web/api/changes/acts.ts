import { localAt, localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { CHANGE_CLASSES, RISK_LEVELS } from '../../contract/changes.ts';
import { keepFinding } from '../incidents/acts.ts';
import { doersOf } from '../tasks/policy.ts';
import { wordsIn, type Act, type Completion } from '../tasks/acts/act.ts';
import { countAround } from './incidents-after.ts';
import { isStandardValid } from './standard.ts';
import { rankOf } from './status.ts';

const wrong = (path: string, code: string) => new Problem('invalid-form', `${path}: ${code}`, [{ path, code }]);
const needed = (said: Record<string, unknown>, key: string): string => {
  const words = wordsIn(said, key);
  if (!words) throw wrong(key, 'required');
  return words;
};
const amount = (said: Record<string, unknown>, key: string): number => {
  const value = said[key];
  if (typeof value !== 'number') throw wrong(key, 'required');
  return value;
};
/** Euros as people type them, as whole cents. */
const cents = (said: Record<string, unknown>, key: string): number => Math.round(amount(said, key) * 100);
const list = (said: Record<string, unknown>, key: string): string[] => (Array.isArray(said[key]) ? [...new Set(said[key].map(String))] : []);
const risk = (said: Record<string, unknown>, key: string) => {
  const level = RISK_LEVELS.find(it => it === said[key]);
  if (!level) throw wrong(key, 'required');
  return level;
};

const update = ({ tx, it }: Completion, data: Prisma.ChangeUncheckedUpdateInput) =>
  tx.change.update({ where: { caseId: it.id }, data: { ...data, version: { increment: 1 } } });

/** P5.2: the class, and why the change is asked for. A standard change names which one, of this agency and valid today. */
const classify: Act = async completion => {
  const { tx, it, said, data, at } = completion;
  const changeClass = CHANGE_CLASSES.find(each => each === data['outcome']);
  if (!changeClass) return {};
  const standardId = changeClass === 'standard' ? needed(said, 'standardId') : null;
  const standard = standardId && (await tx.standardChange.findUnique({ where: { id: standardId } }));
  if (standardId && (!standard || standard.agency !== it.holder || !isStandardValid(standard, at))) throw wrong('standardId', 'option');
  await update(completion, {
    class: changeClass,
    standardId,
    why: needed(said, 'why'),
    benefit: needed(said, 'benefit'),
    urgentWhy: wordsIn(said, 'urgentWhy'),
  });
  return {};
};

/** P5.3: what it touches, what it costs, what may go wrong, and what whoever assessed it would do. */
const assess: Act = async completion => {
  const { said, data, user, at } = completion;
  if (data['outcome'] !== 'assessed') return {};
  const [services, items] = await Promise.all([servicesIn(completion), itemsIn(completion, 'items')]);
  await leaveSomebodyToDecide(completion);
  await update(completion, {
    services,
    items,
    effortHours: amount(said, 'effortHours'),
    costCents: cents(said, 'costEuros'),
    riskLevel: risk(said, 'riskLevel'),
    risk: needed(said, 'risk'),
    recommends: needed(said, 'recommends'),
    recommendation: needed(said, 'recommendation'),
    agenda: (wordsIn(said, 'agenda') ?? '')
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== ''),
    assessedBy: user.id,
    assessedAt: at,
  });
  return {};
};

/** Four eyes (P5.5): who assesses does not decide. The only one who may decide has a colleague assess, or nobody ever could. */
async function leaveSomebodyToDecide({ tx, it, user }: Completion): Promise<void> {
  const deciders = await tx.userAccount.findMany({ where: { agencyId: it.holder, roles: { hasSome: doersOf('service-manager') } }, select: { id: true } });
  if (deciders.length > 0 && deciders.every(({ id }) => id === user.id)) throw new Problem('only-decider', 'Nobody else could decide on it');
}

async function servicesIn({ said, deps }: Completion): Promise<string[]> {
  const known = new Set(servicesOf(deps.processes).map(it => it.id));
  const services = list(said, 'services');
  if (services.some(id => !known.has(id))) throw wrong('services', 'option');
  return services;
}

/** Items by their identifiers, as the register of P6 writes them. */
async function itemsIn({ tx, said }: Completion, key: string): Promise<string[]> {
  const named = list(said, key);
  const known = await tx.configurationItem.findMany({ where: { identifier: { in: named } }, select: { identifier: true } });
  if (known.length < named.length) throw wrong(key, 'option');
  return named;
}

/** P5.5: decided by who manages the services, never by who assessed it; every decision is kept, with its grounds; an approval says up to which risk. Nobody decides by doing nothing. */
const decide: Act = async completion => {
  const { tx, it, said, data, user, at, deps } = completion;
  const { assessedBy } = await tx.change.findUniqueOrThrow({ where: { caseId: it.id }, select: { assessedBy: true } });
  if (assessedBy === user.id) throw new Problem('not-permitted', 'Who assessed a change does not decide on it');
  const outcome = String(data['outcome']);
  const deferUntil = outcome === 'defer' ? dayAhead(said, 'deferUntil', at) : null;
  const acceptedRisk = outcome === 'approve' ? rankOf(risk(said, 'acceptedRisk')) : null;
  const id = deps.newId();
  await tx.changeDecision.create({
    data: {
      id,
      changeId: it.id,
      outcome,
      grounds: needed(said, 'grounds'),
      conditions: wordsIn(said, 'conditions'),
      acceptedRisk,
      deferUntil: deferUntil && new Date(deferUntil),
      by: user.id,
      at,
    },
  });
  await update(completion, { approvalId: outcome === 'approve' ? id : null, acceptedRisk, deferUntil: deferUntil && new Date(deferUntil) });
  return deferUntil ? { deferUntilAt: localAt(deferUntil, MORNING).toISOString() } : {};
};

/** When a deferred change's day begins for those at work. */
const MORNING = '08:00';

function dayAhead(said: Record<string, unknown>, key: string, at: Date): string {
  const day = needed(said, key);
  if (day <= localDate(at)) throw wrong(key, 'past');
  return day;
}

/** P5.6: when, with what, at which risk, and how it is undone. Times are of Riga. */
const plan: Act = async completion => {
  const { said, data, user, at } = completion;
  if (data['outcome'] !== 'planned') return {};
  const [start, end] = [localAt(needed(said, 'startOn'), needed(said, 'startTime')), localAt(needed(said, 'endOn'), needed(said, 'endTime'))];
  if (start <= at) throw wrong('startOn', 'past');
  if (end <= start) throw wrong('endOn', 'before-start');
  const watchDays = amount(said, 'watchDays');
  await update(completion, {
    plannedStart: start,
    plannedEnd: end,
    resources: needed(said, 'resources'),
    plannedHours: amount(said, 'plannedHours'),
    plannedCents: cents(said, 'plannedEuros'),
    planRisk: rankOf(risk(said, 'planRisk')),
    backOutPlan: needed(said, 'backOutPlan'),
    interruption: wordsIn(said, 'interruption'),
    watchDays,
    plannedBy: user.id,
    plannedAt: at,
  });
  return { startAt: start.toISOString(), evaluateAfter: `P${watchDays}D` };
};

/** P5.7: each step leaves what was done and what came of it. */
const step: Act = async completion => {
  await keepFinding(completion);
  return {};
};

const bringIn: Act = async completion => {
  const { tx, it, data, user } = completion;
  await keepFinding(completion);
  if (data['outcome'] !== 'done') return {};
  const asked = await Promise.all(
    (['inUse', 'unavailable', 'retired'] as const).map(async key => {
      const named = await itemsIn(completion, key);
      return named.map(identifier => ({ identifier, to: STATUS_OF[key], by: user.id }));
    }),
  );
  const items = asked.flat();
  const twice = items.find((one, index) => items.findIndex(other => other.identifier === one.identifier) !== index);
  if (twice) throw wrong('retired', 'duplicate');
  await tx.change.update({ where: { caseId: it.id }, data: { itemsSet: items } });
  return {};
};
const STATUS_OF = { inUse: 'in-use', unavailable: 'unavailable', retired: 'retired' } as const;

/** P5.8: measured against the incidents after it; the numbers stand as they were when somebody judged by them. */
const evaluate: Act = async completion => {
  const { tx, it, said, user, at } = completion;
  const found = await tx.change.findUniqueOrThrow({ where: { caseId: it.id } });
  const counted = await countAround(tx, found, at);
  await update(completion, {
    goalReached: needed(said, 'goalReached'),
    result: needed(said, 'result'),
    actualHours: amount(said, 'actualHours'),
    actualCents: cents(said, 'actualEuros'),
    incidentsBefore: counted?.before ?? 0,
    incidentsAfter: counted?.after ?? 0,
    evaluatedBy: user.id,
    evaluatedAt: at,
  });
  return {};
};

/** What finishing a task of P5 does, by the word of its diagram. */
export const CHANGE_ACTS: Record<string, Act> = {
  'change-classification': classify,
  'change-assessment': assess,
  'change-decision': decide,
  'change-plan': plan,
  'change-step': step,
  'change-bring-in': bringIn,
  'change-back-out': step,
  'change-evaluation': evaluate,
};
