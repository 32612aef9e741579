import { Problem } from '../../../platform/problem.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { SYMPTOMS } from '../../contract/incidents.ts';
import { lockCase } from '../cases/find.ts';
import { itemsMeant } from '../configuration/meant.ts';
import { wordsIn, write, type Act, type Completion } from '../tasks/acts/act.ts';
import { writeFinding } from './findings.ts';
import { freeChild, freeChildren } from './steps.ts';

const missing = (path: string, code = 'required') => new Problem('invalid-form', `${path} is needed`, [{ path, code }]);

/** What was done and found in this task, in the name of whoever finishes it. */
export const keepFinding = ({ tx, it, task, data, user, at, deps }: Completion): Promise<void> =>
  writeFinding(tx, { id: deps.newId(), caseId: it.id, tried: wordsIn(data, 'tried'), found: wordsIn(data, 'found'), by: user.id, team: task.team, at });

const update = ({ tx, it }: Completion, data: Prisma.IncidentUncheckedUpdateInput) => tx.incident.update({ where: { caseId: it.id }, data });

/** Items with what was picked or typed in this task, each once, in the order they became known; the item of the register where there is one (P6). */
export async function withItem({ tx, it, said }: Completion, items: string[]): Promise<string[]> {
  const named = ['itemPicked', 'item'].flatMap(key => wordsIn(said, key) ?? []);
  return [...new Set([...items, ...(await itemsMeant(tx, named, it.holder))])];
}

/** P3.1: how it shows, since when, and what it hits; one that is the same as an open incident is given its parent. */
const accept: Act = async completion => {
  const { tx, it, said } = completion;
  const outcome = completion.data['outcome'];
  if (outcome !== 'accept' && outcome !== 'same') return {};
  const symptom = SYMPTOMS.find(each => each === said['symptom']);
  if (!symptom) throw missing('symptom');
  const { items } = await tx.incident.findUniqueOrThrow({ where: { caseId: it.id } });
  const effectOn = wordsIn(said, 'effectOn');
  await update(completion, {
    symptom,
    items: await withItem(completion, items),
    ...(effectOn && { effectOn: new Date(effectOn) }),
    ...(outcome === 'accept' && { state: 'diagnosing' }),
  });
  if (outcome === 'same') await attach(completion);
  return {};
};

/** A parent has no parent: whoever is attached to a child waits for its parent, and children come along. */
async function attach(completion: Completion): Promise<void> {
  const { tx, it, user, at } = completion;
  const parentId = wordsIn(completion.said, 'parentId');
  const found = parentId && (await tx.incident.findUnique({ where: { caseId: parentId }, include: { case: true } }));
  if (!found || found.holder !== it.holder || found.case.closedAt) throw missing('parentId', 'option');
  const to = found.parentId ?? found.caseId;
  if (to === it.id) throw missing('parentId', 'option');
  // two that are attached to each other at once would wait for each other for ever
  await lockCase(tx, to);
  const { parentId: above } = await tx.incident.findUniqueOrThrow({ where: { caseId: to } });
  if (above !== null) throw new Problem('state-conflict', 'The parent has just been attached itself');
  const attached = { parentId: to, attachedAt: at, attachedBy: user.id };
  await update(completion, attached);
  await tx.incident.updateMany({ where: { parentId: it.id }, data: attached });
}

/** P3.2: each round leaves who tried what. A known error that is used is counted: it says how much its problem hurts. */
const diagnose: Act = async completion => {
  const { tx, it, data } = completion;
  await keepFinding(completion);
  const { items } = await tx.incident.findUniqueOrThrow({ where: { caseId: it.id } });
  await update(completion, { state: 'diagnosing', items: await withItem(completion, items) });
  if (data['outcome'] === 'workaround') await useKnownError(completion);
  if (data['outcome'] === 'no-fault') {
    const answer = wordsIn(data, 'answer');
    if (!answer) throw missing('answer');
    await write(completion, it.clientId ? 'to-client' : 'internal', answer);
    await freeChildren(tx, it.id);
  }
  return {};
};

async function useKnownError(completion: Completion): Promise<void> {
  const { tx, said } = completion;
  const id = wordsIn(said, 'knownErrorId');
  const known = id && (await tx.knownError.findFirst({ where: { id, publishedAt: { not: null }, withdrawnAt: null } }));
  if (!known) throw missing('knownErrorId', 'option');
  await tx.knownError.update({ where: { id: known.id }, data: { used: { increment: 1 } } });
  await update(completion, { knownErrorId: known.id, usedWorkaround: true });
}

/** P3.3: what was done; whether the cause went with it decides whether a problem is raised. */
const restore: Act = async completion => {
  const { data, said } = completion;
  await keepFinding(completion);
  if (data['outcome'] !== 'removed') return {};
  const used = wordsIn(said, 'usedWorkaround');
  await update(completion, { state: 'removed', causeRemoved: said['causeRemoved'] === 'yes', ...(used && { usedWorkaround: used === 'yes' }) });
  return {};
};

/** P3.3: verified by a person, whose words all linked applicants get. */
const verify: Act = async completion => {
  const { data, user, at } = completion;
  if (data['outcome'] !== 'restored') {
    await keepFinding(completion);
    await update(completion, { state: 'diagnosing' });
    return {};
  }
  const resolution = wordsIn(data, 'resolution');
  if (!resolution) throw missing('resolution');
  await update(completion, { resolution, restoredAt: at, verifiedBy: user.id });
  return {};
};

/** P3.1: after some days somebody looks whether it is the same trouble at all. */
const reviewChild: Act = async ({ tx, it, data }) => {
  if (data['outcome'] === 'detach') await freeChild(tx, it.id);
  return {};
};

/** What finishing a task of P3 does, by the word of its diagram. */
export const INCIDENT_ACTS: Record<string, Act> = {
  'incident-acceptance': accept,
  'incident-diagnosis': diagnose,
  'incident-restoration': restore,
  'incident-verification': verify,
  'incident-child': reviewChild,
};
