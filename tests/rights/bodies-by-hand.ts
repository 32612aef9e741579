import { TYPICAL_PLAN } from '../../web/contract/configuration-plan.ts';
import { isPersonalCode } from '../../web/contract/personal-code.ts';
import { localDate } from '../../platform/local-time.ts';
import type { Dossier } from './cases.ts';

/** Whom a body is made for: the object's dossier, the asker's own things, and now. */
export type BodyOf = (about: { it: Dossier; mine: Dossier; now: Date }) => Record<string, unknown>;

const VIEW = { name: 'Skats', definition: { of: 'tasks', queue: 'mine', sort: 'due', filter: {}, columns: [{ id: 'code' }] } };
const FORM = { address: 'Rīga, Brīvības iela 1', iban: 'LV80BANK0000435195001', resultWay: 'e-account', dataTrue: true };
const DECISION = { outcome: 'grant', grounds: ['address-known'], amountCents: 1000, reason: 'Viss ir kārtībā' };
const CODE = '320000-00001';
if (!isPersonalCode(CODE)) throw new Error(`${CODE} is no personal code`);

/** What schemas do not say: which of several shapes is meant, what refinements ask. Laid over what the schema gives. */
export const BODIES: Record<string, BodyOf> = {
  'POST /api/bulk': ({ it }) => ({ act: { name: 'claim' }, targets: [it['freeTask']] }),
  'POST /api/bulk-previews': ({ it }) => ({ act: { name: 'claim' }, targets: [it['freeTask']] }),
  'POST /api/clients/look-up': () => ({ personalCode: CODE }),
  'POST /api/clients/search': () => ({ by: 'name', value: 'resident Persona' }),
  'PUT /api/contacts/{contactId}': () => ({ phone: null, note: 'Piezīme' }),
  'POST /api/cases/{caseId}/documents': ({ mine }) => ({ uploadIds: [mine['uploadId']] }),
  'POST /api/cases/{caseId}/answers': () => ({ uploadIds: [] }),
  'POST /api/cases/{caseId}/findings': () => ({ found: 'Sertifikāts' }),
  'POST /api/cases/{caseId}/split': () => ({ parts: [{ kind: 'information-request', serviceId: null, subject: 'Otrs jautājums' }] }),
  'POST /api/problems/{problemId}/incidents': ({ it }) => ({ code: it['incidentCode'] }),
  'POST /api/changes/{changeId}/voices': ({ it, mine }) => ({ memberId: mine['userId'], roundId: it['roundId'] }),
  'PUT /api/my/email/confirmation': () => ({ code: '123456' }),
  'POST /api/views': () => VIEW,
  'PUT /api/views/{viewId}': () => VIEW,
  'POST /api/configuration/plans/{agencyId}': () => ({ data: TYPICAL_PLAN, version: 0 }),
  'POST /api/configuration/items': () => ({ identifier: 'SRV-9999', type: 'server', attributes: {}, services: [], relations: [] }),
  'PUT /api/configuration/items/{itemId}': ({ it }) => ({ identifier: it['identifier'], type: 'server', attributes: {}, services: [], relations: [] }),
  'POST /api/application-print': () => ({ data: FORM }),
  'PUT /api/call-backs/{callBackId}/assignee': ({ mine }) => ({ assigneeId: mine['userId'] }),
  'POST /api/exports': () => ({ definition: { of: 'cases', queue: 'all', sort: 'newest', filter: {}, columns: [{ id: 'code' }] }, titles: {}, words: {} }),
  'POST /api/contacts': () => ({ phone: '+371 20000003' }),
  'POST /api/duplicates': () => ({ text: 'Kur var saņemt izziņu?', serviceId: null }),
  'POST /api/search': ({ it }) => ({ q: it['caseCode'] }),
  'POST /api/absences': () => ({ note: 'Ārsts' }),
  'PUT /api/absences/{absenceId}': () => ({ note: 'Ārsts' }),
  'POST /api/cases/{caseId}/work-time-corrections': ({ now }) => ({ on: localDate(now), seconds: 120 }),
  'POST /api/contacts/{contactId}/work-time-corrections': ({ now }) => ({ on: localDate(now), seconds: 120 }),
  'POST /api/tasks/{taskKey}/letter': () => ({ data: DECISION }),
  'POST /api/tasks/{taskKey}/complete': () => ({ data: { outcome: 'clarify', question: 'Kāda ir adrese?', answerWithinDays: 10 } }),
  'POST /api/tasks/{taskKey}/assign': ({ it }) => ({ assigneeId: it['assigneeId'] }),
};

/** The kinds of one request that different people may make: each is a row of its own in expected.csv, "POST /api/cases [online]". */
export const VARIANTS: Record<string, Record<string, BodyOf>> = {
  'POST /api/cases': {
    online: () => ({ kind: 'information-request', serviceId: null, subject: 'Kur var saņemt izziņu?', data: {} }),
    'for a client': ({ it }) => ({
      kind: 'information-request',
      serviceId: null,
      subject: 'Kur?',
      data: {},
      onBehalf: { clientId: it['clientId'], channel: 'counter' },
    }),
    inside: () => ({ kind: 'work-order', serviceId: null, holder: 'kac', subject: 'Darbs', data: {}, onBehalf: { clientId: null, channel: 'inside' } }),
  },
  'POST /api/views': { mine: () => ({ owner: 'user' }), "the team's": () => ({ owner: 'team' }) },
  'POST /api/reply-templates': { mine: () => ({ team: false }), "the team's": () => ({ team: true }) },
  'POST /api/consents': { 'for oneself': () => ({}), 'in a conversation': ({ it }) => ({ contactId: it['contactId'] }) },
};
