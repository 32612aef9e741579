import { prepareDecision, recordProposal, tellKac } from '../../../../web/api/cases/steps/execution.ts';
import { askFeedback, handOverCase, informResult, recordClassification, registerApplication } from '../../../../web/api/cases/steps/front-office.ts';
import { askClient } from '../../../../web/api/cases/steps/question.ts';
import { handToPartner } from '../../../../web/api/cases/steps/partner.ts';
import { QUESTION } from '../../../support/desks.ts';
import type { Scenes, Theatre } from './theatre.ts';

const CLASSIFIED = { kind: 'service-request', impact: 'one', urgency: 'medium', by: 'table' } as const;
const WORK = { processId: 'request', elementId: 'Task_Answer', formId: 'answer-request' };
const CLARIFY = { outcome: 'clarify', question: 'Kurā kapsētā?', answerWithinDays: 10 };
const HAND = { outcome: 'hand-to-partner', partner: 'pmlp', partnerNote: 'Lūdzu pārbaudiet adresi', partnerWithinDays: 5 };

/** The usual way of a case, as far as each of its jobs. */
export function caseScenes({ office, desks: { at, submit, inProgress, takenTask } }: Theatre): Scenes {
  const submitted = async () => ({ caseId: (await submit()).id });
  async function registered() {
    const it = await submitted();
    await office.step(registerApplication, it);
    return it;
  }
  async function classified() {
    const it = await registered();
    await office.step(recordClassification, { ...it, ...CLASSIFIED });
    return it;
  }
  async function handedOver() {
    const it = await classified();
    await office.step(handOverCase, it);
    return it;
  }
  const working = async () => ({ caseId: await inProgress() });
  async function toBeAsked() {
    const { caseId } = await working();
    const { key, version } = await takenTask(caseId);
    await at('vita').post(`/api/tasks/${key}/complete`, { version, data: CLARIFY }).expect(200);
    return { caseId, questionId: (await office.db.question.findFirstOrThrow({ where: { caseId } })).id };
  }
  async function asked() {
    const it = await toBeAsked();
    await office.step(askClient, it);
    return it;
  }
  async function toPartner() {
    const { caseId } = await working();
    const { key, version } = await takenTask(caseId, 'vita', WORK);
    await at('vita').post(`/api/tasks/${key}/complete`, { version, data: HAND }).expect(200);
    const { payload } = await office.db.outbox.findFirstOrThrow({ where: { caseId, command: 'complete-task' } });
    return { caseId, ...(payload as { variables: { handOverId: string; partnerByAt: string } }).variables };
  }
  async function decided() {
    const { caseId } = await working();
    await office.step(recordProposal, { caseId, proposal: { result: 'refuse', reasonCode: 'address-unknown', amountCents: null } });
    const { key, version } = await takenTask(caseId);
    await at('vita')
      .post(`/api/tasks/${key}/complete`, { version, data: { outcome: 'refuse', grounds: ['address-unknown'] } })
      .expect(200);
    return { caseId };
  }
  async function told() {
    const it = await decided();
    await office.step(prepareDecision, it);
    await office.step(tellKac, { ...it, outcome: 'refused' });
    return it;
  }
  async function done() {
    const it = await told();
    await office.step(informResult, it);
    return it;
  }
  async function disputed() {
    const it = await done();
    await office.step(askFeedback, it);
    await at('anna').post(`/api/cases/${it.caseId}/feedback`, { rating: 1, comment: 'Adrese ir pareiza', disputed: true }).expect(201);
    return it;
  }
  /** The term says what silence means, and its time is over. */
  async function silent() {
    const term = {
      agencyId: 'vsaa',
      serviceId: 'made-up-permit',
      purpose: 'decision',
      amount: 3,
      unit: 'working-days',
      silence: 'accepted',
      lawLv: 'Izdomāts',
      lawEn: 'Made up',
    };
    const day = new Date('2026-11-02');
    const { id } = await office.db.term.create({ data: { ...term, pausesFor: [], validFrom: day, validTo: day, madeAt: office.now() } });
    const it = await working();
    await office.db.term.delete({ where: { id } }); // the case keeps the term it started with
    await office.task(it.caseId, WORK);
    office.moveTo('2026-11-05T21:59:59.999Z');
    return it;
  }
  async function withdrawn() {
    const it = await working();
    await takenTask(it.caseId);
    await at('anna').post(`/api/cases/${it.caseId}/withdrawal`, { reason: 'Pārdomāju' }).expect(201);
    return it;
  }
  async function late() {
    const it = await working();
    office.moveTo('2027-02-01T08:00:00Z');
    return it;
  }

  return {
    'register-application': submitted,
    'record-classification': async () => ({ ...(await registered()), ...CLASSIFIED }),
    'begin-first-line': async () => {
      const { id: caseId } = await submit('anna', QUESTION);
      await office.step(registerApplication, { caseId });
      await office.step(recordClassification, { caseId, kind: 'information-request', impact: 'one', urgency: 'low', by: 'table' });
      return { caseId };
    },
    'hand-over-case': classified,
    'accept-case': handedOver,
    'return-case': handedOver,
    'ask-client': toBeAsked,
    'remind-client': asked,
    'record-answer': async () => {
      const it = await asked();
      await at('anna').post(`/api/cases/${it.caseId}/answers`, { questionId: it.questionId, answer: 'Meža kapos' }).expect(201);
      return it;
    },
    'expire-question': async () => {
      const it = await asked();
      office.moveTo('2026-12-01T08:00:00Z');
      return it;
    },
    'hand-to-partner': toPartner,
    'take-back': async () => {
      const it = await toPartner();
      await office.step(handToPartner, it);
      return { ...it, partnerResult: 'done' };
    },
    'record-proposal': async () => ({ ...(await working()), proposal: { result: 'grant', reasonCode: null, amountCents: 193_000 } }),
    'prepare-decision': decided,
    'tell-kac': async () => ({ ...(await decided()), outcome: 'refused' }),
    'inform-result': told,
    'ask-feedback': done,
    'check-deadline': late,
    'record-silence': silent,
    'record-escalation': async () => ({ ...(await late()), reasonKind: 'deadline' }),
    'withdraw-case': withdrawn,
    'reopen-case': disputed,
    'close-case': async () => {
      const it = await done();
      await office.step(askFeedback, it);
      await at('anna').post(`/api/cases/${it.caseId}/feedback`, { rating: 5, comment: 'Paldies!' }).expect(201);
      return it;
    },
    'made-up-permit:check-address': working,
  };
}
