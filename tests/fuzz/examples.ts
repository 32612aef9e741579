import { Hole } from './from-schema.ts';

const newest = (name: string) => new Hole(name, 0);
const older = (name: string) => new Hole(name, 1);

const INSIDE = { clientId: null, channel: 'inside' };
const PERMIT = { address: 'Rīga, Brīvības iela 1', iban: 'LV80BANK0000435195001', resultWay: 'e-account', dataTrue: true };

/**
 * Bodies that use cases accept and a schema alone cannot guess: two fields that must agree, or answers to a form. Whatever is not here is made
 * from the schema.
 */
export const EXAMPLES: Record<string, unknown[]> = {
  'POST /api/cases': [
    { kind: 'service-request', serviceId: 'made-up-permit', data: PERMIT },
    { kind: 'service-request', serviceId: 'made-up-permit', data: PERMIT, uploadIds: [newest('uploadId')] },
    { kind: 'service-request', serviceId: newest('serviceId'), data: newest('answers') },
    { kind: 'information-request', serviceId: null, data: {}, subject: 'Kur var saņemt izziņu?' },
    { kind: 'incident', serviceId: 'made-up-permit', data: {}, subject: 'Portāls neatveras' },
    { kind: 'complaint', serviceId: null, data: {}, subject: 'Gaidu jau mēnesi', aboutCaseId: newest('caseId') },
    { kind: 'suggestion', serviceId: null, data: {}, subject: 'Varētu būt īsāk' },
    { kind: 'work-order', serviceId: null, data: {}, subject: 'Sakārtot arhīvu', holder: 'vsaa', wantedOn: '2026-12-01', onBehalf: INSIDE },
    { kind: 'inter-agency-request', serviceId: null, data: {}, subject: 'Lūdzam ziņas', holder: 'pmlp', onBehalf: INSIDE },
  ],
  'POST /api/cases/{caseId}/answers': [{ questionId: newest('questionId'), answer: 'Meža kapos' }],
  'POST /api/cases/{caseId}/messages': [
    { body: 'Rakstīju jau vakar', internal: false },
    { body: 'Piezīme kolēģiem', internal: true },
  ],
  'POST /api/cases/{caseId}/documents': [
    { uploadIds: [newest('uploadId')] },
    { uploadIds: [newest('uploadId')], title: 'Pielikums', replaces: newest('documentId') },
  ],
  'POST /api/cases/{caseId}/feedback': [
    { rating: 5, comment: 'Paldies!' },
    { rating: 1, comment: 'Nepiekrītu', disputed: true },
  ],
  'POST /api/cases/{caseId}/links': [
    { code: newest('caseCode'), type: 'related' },
    { code: older('caseCode'), type: 'related' },
  ],
  'POST /api/cases/{caseId}/merge': [{ keepId: older('caseId'), reason: 'tas pats' }],
  'POST /api/tasks/{taskKey}/complete': [{ version: newest('version'), data: newest('answers') }],
  'POST /api/tasks/{taskKey}/letter': [{ data: newest('answers') }],
  'POST /api/tasks/{taskKey}/assign': [{ version: newest('version'), assigneeId: newest('userId'), note: null }],
  'POST /api/contacts/{contactId}/client': [{ clientId: newest('clientId'), how: 'id-card' }],
  'POST /api/contacts/{contactId}/topics': [
    { question: 'Kad maksās?', result: 'answered' },
    { question: 'Kad maksās?', result: 'call-back', callBack: { phone: '20000000' } },
  ],
  'POST /api/clients/search': [
    { contactId: newest('contactId'), by: 'name', value: 'Bērziņa' },
    { contactId: newest('contactId'), by: 'personal-code', value: '120380-11111' },
  ],
  'POST /api/search': [{ q: 'bērziņa' }, { q: 'izdomāta' }, { q: 'žogs | vārti & !x' }, { q: newest('caseCode') }],
};
