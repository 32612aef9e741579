import type { Tx } from '../../../../platform/database.ts';
import { Problem } from '../../../../platform/problem.ts';
import { KINDS } from '../../../contract/words.ts';
import { serviceOf } from '../../cases/find.ts';
import { priorityOf, type Impact, type Urgency } from '../../cases/priority.ts';
import { recordEvent } from '../../cases/record.ts';
import { wordsIn, write, type Act } from './act.ts';

/**
 * P1.2 by a person: may change kind, service and addressee too, and name the worker a complaint is about. Status, clock and timeline follow in the step
 * `record-classification`.
 */
export const classify: Act = async ({ tx, it, data, said, user, deps }) => {
  const kind = String(data['kind'] ?? it.kind);
  const chosen = wordsIn(said, 'serviceId');
  const service = serviceOf(deps.processes, chosen ?? it.serviceId);
  if (!(KINDS as readonly string[]).includes(kind)) throw new Problem('invalid-form', `There is no kind ${kind}`, [{ path: 'kind', code: 'option' }]);
  if ((chosen || kind === 'service-request') && !service)
    throw new Problem('invalid-form', 'A service request needs a service', [{ path: chosen ? 'serviceId' : 'kind', code: 'option' }]);

  const [impact, urgency] = [(data['impact'] ?? it.impact) as Impact, (data['urgency'] ?? it.urgency) as Urgency];
  const moved = chosen && service ? { serviceId: service.id, holder: service.description.holder } : await addressed(tx, wordsIn(said, 'holder'));
  const accused = kind === 'complaint' ? wordsIn(said, 'complainedOfUserId') : null;
  if (accused) await refuseAccused(tx, accused, user.id);
  const complainedOf = kind !== 'complaint' ? [] : [...new Set([...it.complainedOf, ...(accused ? [accused] : [])])];
  const priority = await priorityOf(deps.processes, { impact, urgency });
  await tx.case.update({ where: { id: it.id }, data: { kind, impact, urgency, priority, complainedOf, ...moved, version: { increment: 1 } } });
  // whoever is complained of lets go of the case at once
  const theirs = { caseId: it.id, state: 'open', assigneeId: { in: complainedOf } };
  await tx.task.updateMany({ where: theirs, data: { assigneeId: null, onBehalfOfId: null, rowVersion: { increment: 1 } } });
  return {};
};

/** Somebody else takes a complaint about oneself. */
async function refuseAccused(tx: Tx, accused: string, userId: string): Promise<void> {
  const known = await tx.userAccount.findUnique({ where: { id: accused }, select: { id: true } });
  if (!known || accused === userId)
    throw new Problem('invalid-form', 'A colleague takes a complaint about oneself', [{ path: 'complainedOfUserId', code: 'option' }]);
}

/** The agency that is to handle what concerns no service. */
async function addressed(tx: Tx, holder: string | null): Promise<{ holder?: string }> {
  if (!holder) return {};
  if (!(await tx.agency.findUnique({ where: { id: holder }, select: { id: true } })))
    throw new Problem('invalid-form', 'There is no such agency', [{ path: 'holder', code: 'option' }]);
  return { holder };
}

/** Outcomes that are told in words; a complaint that is founded, a suggestion that is declined, a refusal: each is answered. */
const ANSWERED = new Set(['answered', 'refuse', 'founded', 'unfounded', 'accepted', 'declined']);

/** The answer goes to the client as a message. */
export const reply: Act = async completion => {
  const answer = wordsIn(completion.data, 'answer');
  if (!ANSWERED.has(String(completion.data['outcome']))) return {};
  if (!answer) throw new Problem('invalid-form', 'An answer is needed', [{ path: 'answer', code: 'required' }]);
  await write(completion, completion.it.clientId ? 'to-client' : 'internal', answer);
  return {};
};

/** B3.11: the result is handed out at the counter: to whom, and by which kind of identity document; never its number. The name of a representative stays in the form. */
export const handOut: Act = async ({ tx, it, said, user, at }) => {
  const to = said['handedTo'] === 'representative' ? 'representative' : 'client';
  const identity = wordsIn(said, 'identityDocument');
  await recordEvent(tx, { caseId: it.id, name: 'result-handed-out', at, actor: user.id, data: { to, ...(identity && { identity }) } });
  return {};
};
