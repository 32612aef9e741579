import { Problem } from '../../../platform/problem.ts';
import type { Service } from '../../../processes/load.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { heldBack } from '../configuration/held-back.ts';
import type { User } from '../http/user.ts';
import type { CaseDeps } from './deps.ts';
import { serviceOf } from './find.ts';
import { OWNER } from './owner.ts';
import { maySeeCase, maySubmitForOthers, maySubmitForSelf, maySubmitInside, maySubmitKindOnline } from './policy.ts';
import type { Submission } from './submit.ts';

/** What an application comes to once its sender, kind and addressee are judged. */
export type Judged = {
  kind: Submission['kind'];
  service: Service | undefined;
  clientId: string | null;
  /** Agency that will work on it at level 2. */
  holder: string;
  fromAgency: string | null;
  aboutCaseId: string | null;
  complainedOf: string[];
};

/** P1.1: every kind, from anybody who may. @throws Problem for what is missing or not theirs to send */
export async function judgeSubmission(input: Submission, user: User, deps: Pick<CaseDeps, 'db' | 'processes' | 'now'>): Promise<Judged> {
  const kind = mainKindOf(input);
  const service = serviceFor({ ...input, kind }, deps);
  const clientId = judgeSender({ ...input, kind }, service, user);
  const inside = input.onBehalf?.channel === 'inside';
  const about = kind === 'complaint' ? await caseAbout(input.aboutCaseId, user, deps) : null;
  await refuseUnknown(input, user, deps);
  if (kind === 'service-request' && service && (await heldBack(deps.db, deps.processes, deps.now())).has(service.id))
    throw new Problem('not-found', `Service ${service.id} is not offered until its items are in place`);
  return {
    kind,
    service,
    clientId,
    holder: about?.holder ?? service?.description.holder ?? addressee(input, kind),
    fromAgency: inside ? user.agencyId : null,
    aboutCaseId: about?.id ?? null,
    complainedOf: kind === 'complaint' ? await complainedOf(input, about, deps) : [],
  };
}

/** A problem is the cause behind incidents and is raised inside; what a client calls a problem is an incident (PROCESSES §1.3). */
export const mainKindOf = ({ kind, onBehalf }: Pick<Submission, 'kind' | 'onBehalf'>): Submission['kind'] =>
  kind === 'problem' && onBehalf?.channel !== 'inside' ? 'incident' : kind;

/** Kinds an agency makes for itself or for another one: there is no client behind them. */
const INSIDE_ONLY = new Set(['problem', 'work-order', 'inter-agency-request']);

/** The service asked for or spoken about; everything but a service request may go without one. */
function serviceFor({ kind, serviceId, subject, holder }: Submission, { processes }: Pick<CaseDeps, 'processes'>): Service | undefined {
  const service = serviceOf(processes, serviceId);
  if (serviceId !== null && (!service || service.description.retired)) throw new Problem('not-found', `No service ${serviceId}`);
  if (kind === 'service-request' && !service)
    throw new Problem('invalid-request', 'A service request names its service', [{ path: 'serviceId', code: 'required' }]);
  if (kind !== 'service-request' && !subject) throw new Problem('invalid-request', 'It says what it is about', [{ path: 'subject', code: 'required' }]);
  if ((kind === 'inter-agency-request' || kind === 'work-order') && !service && !holder)
    throw new Problem('invalid-request', 'It names the agency that is asked', [{ path: 'holder', code: 'required' }]);
  return service;
}

/** Whose application it is: one's own, that of the client at the counter (B3.8, J4), or that of one's own agency. */
function judgeSender({ kind, onBehalf }: Submission, service: Service | undefined, user: User): string | null {
  if (!onBehalf) {
    if (!maySubmitForSelf(user) || !user.clientId) throw new Problem('not-permitted', 'Only residents apply for themselves');
    if (!maySubmitKindOnline(kind)) throw new Problem('not-permitted', `A ${kind} is registered by staff`);
    if (kind === 'service-request' && !service?.description.channels.includes('online')) throw new Problem('not-permitted', 'The service is not open online');
    return user.clientId;
  }
  if (onBehalf.channel === 'inside') {
    if (!maySubmitInside(user)) throw new Problem('not-permitted', 'Only workers of agencies register for their agency');
    if (onBehalf.clientId) throw new Problem('invalid-request', 'What is registered inside has no client', [{ path: 'onBehalf.clientId', code: 'not-empty' }]);
    if (kind === 'service-request') throw new Problem('not-permitted', 'A service is asked for by a client');
    return null;
  }
  if (!maySubmitForOthers(user)) throw new Problem('not-permitted', 'Only the front office applies for others');
  if (INSIDE_ONLY.has(kind)) throw new Problem('not-permitted', `A ${kind} is registered inside`);
  if (kind === 'service-request') judgeAssistance(onBehalf, service);
  return onBehalf.clientId;
}

function judgeAssistance(onBehalf: NonNullable<Submission['onBehalf']>, service: Service | undefined): void {
  if (!onBehalf.clientId) throw new Problem('invalid-request', 'A service is asked for by a client', [{ path: 'onBehalf.clientId', code: 'required' }]);
  if (!service?.description.assistant) throw new Problem('not-permitted', 'The holder has not opened this service to assistants (B13.7)');
  if (!(service.description.channels as string[]).includes(onBehalf.channel))
    throw new Problem('not-permitted', `The service is not open through ${onBehalf.channel}`);
  // by phone the consent is oral: the answers are read out to a caller who has been recognised
  if (!onBehalf.signedUploadId && onBehalf.channel !== 'phone')
    throw new Problem('invalid-form', 'The sheet signed by the client is missing', [{ path: 'onBehalf.signedUploadId', code: 'required' }]);
}

/** Where no service says who handles it: whom the registering person chose, the agency complained of, else the front office itself. */
const addressee = ({ holder, complainedOfAgency }: Submission, kind: string): string => holder ?? (kind === 'complaint' ? complainedOfAgency : null) ?? OWNER;

async function caseAbout(caseId: string | null, user: User, { db }: Pick<CaseDeps, 'db'>): Promise<Case | null> {
  if (!caseId) return null;
  const found = await db.case.findUnique({ where: { id: caseId } });
  if (!found || !maySeeCase(user, found)) throw new Problem('not-found', `No case ${caseId}`);
  return found;
}

/** Agencies and workers named must be there; workers are named by staff, who know them. */
async function refuseUnknown(
  { holder, complainedOfAgency, complainedOfUserId, onBehalf }: Submission,
  user: User,
  { db }: Pick<CaseDeps, 'db'>,
): Promise<void> {
  if ((holder || complainedOfUserId) && !onBehalf) throw new Problem('not-permitted', 'Staff choose who handles it');
  const named = [...new Set([holder, complainedOfAgency].filter(it => it !== null))];
  if (named.length > 0 && (await db.agency.count({ where: { id: { in: named } } })) < named.length) throw new Problem('not-found', 'There is no such agency');
  if (!complainedOfUserId) return;
  if (complainedOfUserId === user.id) throw new Problem('not-permitted', 'Somebody else registers a complaint about you');
  if (!(await db.userAccount.findUnique({ where: { id: complainedOfUserId }, select: { id: true } })))
    throw new Problem('not-found', 'There is no such worker');
}

/** Who is complained of: the worker named, and whoever has had the case whose handling is complained about in hand. */
async function complainedOf({ complainedOfUserId }: Submission, about: Case | null, { db }: Pick<CaseDeps, 'db'>): Promise<string[]> {
  const named = complainedOfUserId ? [complainedOfUserId] : [];
  if (!about) return named;
  const tasks = await db.task.findMany({
    where: { caseId: about.id, role: { not: 'team-lead' } },
    select: { assigneeId: true, completedBy: true, level: true },
  });
  // what level 1 has only passed on is not what is complained about
  const executed = tasks.some(it => it.level >= 2) ? tasks.filter(it => it.level >= 2) : tasks;
  return [...new Set([...named, ...executed.flatMap(it => [it.completedBy, it.assigneeId]).filter(id => id !== null)])];
}
