import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import { formVersion, type FormSchema } from '../../../processes/load.ts';
import type { submitCase } from '../../contract/cases.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { limitsFrom } from '../documents/limits.ts';
import { attachUploads } from '../documents/uploads.ts';
import type { Context } from '../http/bind.ts';
import { linkCases } from '../links/link.ts';
import { beginCase } from './begin.ts';
import { checkForm } from './check-form.ts';
import { nextCode } from './code.ts';
import type { CaseDeps } from './deps.ts';
import { OWNER } from './owner.ts';
import { iso } from './present.ts';
import { judgeSubmission, type Judged } from './submission.ts';
import { json } from './record.ts';

export type Submission = BodyOf<typeof submitCase>;

/** An application is accepted when the database has it: case, form, clock, event, message for the engine and audit are one commit. */
export function makeSubmit(deps: CaseDeps) {
  return async (input: Submission, { user, once }: Context) => {
    const judged = await judgeSubmission(input, user, deps);
    const form = judged.service?.forms.get(judged.service.description.startForm);
    const data = judged.kind === 'service-request' && form ? checkForm(form, input.data) : {};
    if (form) await keepSchema(form, deps);

    const subject = input.onBehalf ? 'register' : judged.service ? `apply:${judged.service.id}` : 'ask';
    const reply = await once(async tx => {
      await tx.draft.deleteMany({ where: { userId: user.id, subject } });
      return acceptSubmission(tx, { input: { ...input, data }, judged, form, user }, deps);
    });
    deps.outbox.kick();
    return reply;
  };
}

/** `channel`: where it came by another way than it is written down by, such as one that was split off. */
export type Accepted = { input: Submission; judged: Judged; form: FormSchema | undefined; user: Context['user']; channel?: string };

/** Makes the case of what was judged, in the caller's transaction; the audit entry is its last statement. Kick the outbox afterwards. */
export async function acceptSubmission(tx: Tx, accepted: Accepted, deps: CaseDeps) {
  const { input, judged, form, user } = accepted;
  const { kind, clientId } = judged;
  const { onBehalf } = input;
  const at = deps.now();
  const id = deps.newId();
  if (clientId) await keepContacts(tx, clientId, input.data);
  const row = await createCase(tx, accepted, { id, at });
  if (form && kind === 'service-request') {
    await tx.caseForm.create({
      data: { caseId: id, formId: form.id, formVersion: formVersion(form), data: json(input.data), filledBy: user.id, filledAt: at },
    });
  }
  const limits = limitsFrom(deps.config);
  await attachUploads(tx, { caseId: id, uploadIds: input.uploadIds, kind: 'attachment', title: null, user, at, limits });
  if (onBehalf?.signedUploadId)
    await attachUploads(tx, { caseId: id, uploadIds: [onBehalf.signedUploadId], kind: 'signed-application', title: null, user, at, limits });

  const deadline = await beginCase(tx, row, { actor: user.id, at, saidKind: kind === input.kind ? undefined : input.kind, processes: deps.processes });
  if (judged.aboutCaseId) await linkCases(tx, { caseId: id, otherId: judged.aboutCaseId, type: 'about', by: user.id, at });
  await audit(tx, {
    who: user.id,
    did: 'case.submit',
    at,
    caseId: id,
    ...(clientId && { clientId }),
    purpose: 'application',
    data: { channel: row.channel, byMandate: row.byMandate },
  });
  return { id, code: row.code, dueAt: iso(deadline.dueAt), submittedAt: at.toISOString() };
}

async function createCase(tx: Tx, { input, judged, user, channel }: Accepted, { id, at }: { id: string; at: Date }) {
  const { onBehalf, data } = input;
  const { kind, service, clientId, holder, aboutCaseId, complainedOf, fromAgency } = judged;
  const client = clientId && (await tx.client.findUnique({ where: { id: clientId }, select: { id: true } }));
  if (clientId && !client) throw new Problem('not-found', `No client ${clientId}`);
  return tx.case.create({
    data: {
      id,
      code: await nextCode(tx, service?.description.caseCode),
      kind,
      serviceId: service?.id ?? null,
      holder,
      clientId,
      applicantUserId: onBehalf ? null : user.id,
      registrarUserId: onBehalf ? user.id : null,
      byMandate: onBehalf !== null && kind === 'service-request',
      channel: channel ?? onBehalf?.channel ?? 'online',
      fromAgency,
      aboutCaseId,
      complainedOf,
      complainedOfAgency: kind === 'complaint' ? input.complainedOfAgency : null,
      wantedOn: input.wantedOn ? new Date(input.wantedOn) : null,
      subject: input.subject,
      owner: OWNER,
      team: OWNER,
      // a form may ask it; where it does, the form is what the client has signed
      resultWay: data['resultWay'] === 'counter' || data['resultWay'] === 'e-account' ? data['resultWay'] : input.resultWay,
      submittedAt: at,
    },
  });
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
