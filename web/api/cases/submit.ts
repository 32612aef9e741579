import type { Tx } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import { formVersion, type FormSchema, type Service } from '../../../processes/load.ts';
import type { submitCase } from '../../contract/cases.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { publish, turnClock } from '../clock/clock.ts';
import { termOf } from '../clock/terms.ts';
import { attachUploads } from '../documents/uploads.ts';
import type { Context } from '../http/bind.ts';
import { checkForm } from './check-form.ts';
import { nextCode } from './code.ts';
import type { CaseDeps } from './deps.ts';
import { serviceOf } from './find.ts';
import { iso } from './present.ts';
import { maySubmitForOthers, maySubmitForSelf } from './policy.ts';
import { json, recordEvent } from './record.ts';

export type Submission = BodyOf<typeof submitCase>;

/** KAC owns every case until it is closed (G2). */
export const OWNER = 'kac';
/** An application may wait for the engine this long (ms): it is kept until the case has started. */
const START_TTL_MS = 7 * 24 * 3_600_000;

/** An application is accepted when the database has it: case, form, clock, event, message for the engine and audit are one commit. */
export function makeSubmit(deps: CaseDeps) {
  return async (input: Submission, { user, once }: Context) => {
    const service = serviceFor(input, deps);
    const clientId = judge(input, service, user);
    const form = service?.forms.get(service.description.startForm);
    const data = input.kind === 'service-request' && form ? checkForm(form, input.data) : {};
    if (form) await keepSchema(form, deps);

    const reply = await once(tx => write(tx, { input: { ...input, data }, service, form, clientId, user }, deps));
    deps.outbox.kick();
    return reply;
  };
}

/** The service asked for; information requests may go without one. */
function serviceFor({ kind, serviceId, subject }: Submission, { processes }: CaseDeps): Service | undefined {
  const service = serviceOf(processes, serviceId);
  if (serviceId !== null && (!service || service.description.retired)) throw new Problem('not-found', `No service ${serviceId}`);
  if (kind === 'service-request' && !service)
    throw new Problem('invalid-request', 'A service request names its service', [{ path: 'serviceId', code: 'required' }]);
  if (kind === 'information-request' && !subject)
    throw new Problem('invalid-request', 'An information request asks something', [{ path: 'subject', code: 'required' }]);
  return service;
}

/** Whose application it is: one's own, or (B3.8, J4) that of the client at the counter, on their mandate. */
function judge({ kind, onBehalf }: Submission, service: Service | undefined, user: Context['user']): string {
  if (!onBehalf) {
    if (!maySubmitForSelf(user) || !user.clientId) throw new Problem('not-permitted', 'Only residents apply for themselves');
    if (kind === 'service-request' && !service?.description.channels.includes('online')) throw new Problem('not-permitted', 'The service is not open online');
    return user.clientId;
  }
  if (!maySubmitForOthers(user)) throw new Problem('not-permitted', 'Only the front office applies for others');
  if (kind === 'service-request') {
    if (!service?.description.assistant) throw new Problem('not-permitted', 'The holder has not opened this service to assistants (B13.7)');
    if (!service.description.channels.includes(onBehalf.channel)) throw new Problem('not-permitted', `The service is not open through ${onBehalf.channel}`);
    if (!onBehalf.signedUploadId)
      throw new Problem('invalid-form', 'The sheet signed by the client is missing', [{ path: 'onBehalf.signedUploadId', code: 'required' }]);
  }
  return onBehalf.clientId;
}

type Accepted = { input: Submission; service: Service | undefined; form: FormSchema | undefined; clientId: string; user: Context['user'] };

async function write(tx: Tx, accepted: Accepted, deps: CaseDeps) {
  const { input, service, form, clientId, user } = accepted;
  const { onBehalf } = input;
  const at = deps.now();
  const id = deps.newId();
  await keepContacts(tx, clientId, input.data);
  const row = await createCase(tx, accepted, { id, at });
  if (form && input.kind === 'service-request') {
    await tx.caseForm.create({
      data: { caseId: id, formId: form.id, formVersion: formVersion(form), data: json(input.data), filledBy: user.id, filledAt: at },
    });
  }
  await attachUploads(tx, { caseId: id, uploadIds: input.uploadIds, kind: 'attachment', title: null, user, at });
  if (onBehalf?.signedUploadId)
    await attachUploads(tx, { caseId: id, uploadIds: [onBehalf.signedUploadId], kind: 'signed-application', title: null, user, at });
  await tx.draft.deleteMany({ where: { userId: user.id, subject: onBehalf ? 'register' : `apply:${input.serviceId}` } });

  const event = { name: 'started' as const, at, data: termOf(row.kind, row.priority, service?.description) };
  const deadline = await turnClock(tx, { caseId: id, event, actor: user.id, now: at });
  await recordEvent(tx, { caseId: id, name: 'submitted', at, actor: user.id, data: { channel: row.channel, byMandate: row.byMandate } });
  await publish(tx, {
    caseId: id,
    name: 'application-submitted',
    correlationKey: id,
    messageId: id,
    timeToLiveMs: START_TTL_MS,
    variables: startVariables(row, service),
  });
  await notifyCase(tx, id);
  await audit(tx, { who: user.id, did: 'case.submit', at, caseId: id, clientId, purpose: 'application', data: { channel: row.channel, byMandate: row.byMandate } });
  return { id, code: row.code, dueAt: iso(deadline.dueAt), submittedAt: at.toISOString() };
}

async function createCase(tx: Tx, { input, service, clientId, user }: Accepted, { id, at }: { id: string; at: Date }) {
  const { kind, onBehalf, data } = input;
  const client = await tx.client.findUnique({ where: { id: clientId }, select: { id: true } });
  if (!client) throw new Problem('not-found', `No client ${clientId}`);
  return tx.case.create({
    data: {
      id,
      code: await nextCode(tx, service?.description.caseCode),
      kind,
      serviceId: service?.id ?? null,
      holder: service?.description.holder ?? OWNER,
      clientId,
      applicantUserId: onBehalf ? null : user.id,
      registrarUserId: onBehalf ? user.id : null,
      byMandate: onBehalf !== null && kind === 'service-request',
      channel: onBehalf?.channel ?? 'online',
      subject: input.subject,
      owner: OWNER,
      team: OWNER,
      // a form may ask it; where it does, the form is what the client has signed
      resultWay: data['resultWay'] === 'counter' || data['resultWay'] === 'e-account' ? data['resultWay'] : input.resultWay,
      submittedAt: at,
    },
  });
}

/** Ids and routing facts only: personal data never enter the engine. */
function startVariables(row: { id: string; kind: string; holder: string; channel: string; resultWay: string; owner: string }, service: Service | undefined) {
  return {
    caseId: row.id,
    kind: row.kind,
    serviceId: service?.id ?? null,
    serviceCode: service?.description.code ?? null,
    holder: row.holder,
    deliveryProcessId: row.kind === 'service-request' && service ? service.id : null,
    channel: row.channel,
    resultWay: row.resultWay,
    takeOver: service?.description.takeOver ?? 'person',
    owner: row.owner,
  };
}

/** How to reach the client, where the form has asked it: kept with the client, so that nobody asks again (E7). */
async function keepContacts(tx: Tx, clientId: string, data: Record<string, unknown>): Promise<void> {
  const given = (key: string) => (typeof data[key] === 'string' && data[key].trim() !== '' ? { [key]: data[key].trim() } : {});
  const contacts = { ...given('email'), ...given('phone') };
  if (Object.keys(contacts).length > 0) await tx.client.updateMany({ where: { id: clientId }, data: contacts });
}

/** The form as filled in stays readable after it has changed: its JSON lies in the blob store under the hash the case keeps (F7). */
async function keepSchema(form: FormSchema, { blobs }: Pick<CaseDeps, 'blobs'>): Promise<void> {
  await blobs.put(Buffer.from(JSON.stringify(form)));
}
