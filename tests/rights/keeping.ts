import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/id.ts';
import { serviceOf, type Dossier } from './cases.ts';
import type { Place } from './place.ts';

const DAY_MS = 86_400_000;
const FAR = new Date('2030-01-01');
let running = 1;

/** What an agency keeps: terms, service levels, board, standard changes, reports. */
export async function makeKeeping(tx: Tx, place: Place, at: Date): Promise<Dossier> {
  const { agency, person } = place;
  const made = { madeBy: person, madeAt: at };
  const ids = { termId: newId(), memberId: newId(), standardId: newId(), trend: newId(), ...LEVELS() };
  const period = `20${String(10 + (running++ % 80))}-0${1 + (running % 9)}`;
  const service = serviceOf(place);
  // a term of a day of its own each: those of the same scope may not overlap
  const day = new Date(FAR.getTime() + running * DAY_MS);
  await tx.term.create({
    data: {
      id: ids.termId,
      purpose: 'decision',
      agencyId: agency,
      serviceId: service,
      amount: 10,
      unit: 'working-days',
      pausesFor: [],
      lawLv: 'Likums',
      lawEn: 'A law',
      validFrom: day,
      validTo: day,
      ...made,
    },
  });
  await tx.boardMember.create({ data: { id: ids.memberId, agency, userId: person, validFrom: at, addedBy: person, addedAt: at } });
  await tx.standardChange.create({
    data: { id: ids.standardId, agency, title: 'Sertifikāts', what: 'Atjauno', acceptedRisk: 1, approvedBy: person, approvedAt: at, validTo: FAR },
  });
  await tx.trendReport.create({ data: { id: ids.trend, agency, period, madeAt: at, madeBy: person, data: TRENDS } });
  await tx.levelRequirement.create({ data: { id: ids.requirement, agency, serviceId: service, parameter: 'on-time', asked: 90, source: 'Līgums', ...made } });
  const level = { agency, serviceId: service, parameter: 'on-time', means: 'Darbs', reviewOn: day, validFrom: day, validTo: day };
  await tx.levelTarget.create({ data: { id: ids.target, target: 90, ...level, ...made } });
  await tx.levelAgreement.create({ data: { id: ids.agreement, agency, type: 'client', title: 'Līmenis', party: 'Visi', validFrom: FAR, terms: [], ...made } });
  await tx.serviceDemand.create({ data: { id: ids.demand, agency, need: 'Pēc darba laika', source: 'feedback', ...made } });
  await tx.levelReport.create({ data: { id: ids.levels, agency, period, data: { targets: [], services: [] }, ...made } });
  await tx.levelBreach.create({ data: { id: ids.breach, reportId: ids.levels, targetId: ids.target, target: 90, fact: 50 } });
  await tx.improvement.create({ data: { id: ids.improvement, agency, area: 'Ātrums', reason: 'Lēni', ...made } });
  return {
    ...ids,
    reportId: ids.trend,
    agencyId: agency,
    agency,
    notice: 'N1',
    language: 'lv',
    serviceId: 'made-up-permit',
    clientId: place.clientId,
    'agreements/{id}': ids.agreement,
    'breaches/{id}': ids.breach,
    'demands/{id}': ids.demand,
    'requirements/{id}': ids.requirement,
    'improvements/{id}': ids.improvement,
    'targets/{id}': ids.target,
    'reports/{id}': ids.levels,
  };
}

const MANAGEMENT = {
  openProblems: 0,
  openByAge: [0, 0, 0],
  withWorkaround: 0,
  solved: 0,
  foundBeforeIncidents: 0,
  major: 0,
  repeated: 0,
  minutesToRestore: null,
  daysToCause: null,
};
const TRENDS = { incidents: { now: 0, before: 0 }, byService: [], byItem: [], bySymptom: [], byCause: [], management: MANAGEMENT };

const LEVELS = () => ({ agreement: newId(), breach: newId(), demand: newId(), requirement: newId(), improvement: newId(), target: newId(), levels: newId() });

/** Configuration items and their checks, technical trouble, mail that did not arrive. */
export async function makeTechnical(tx: Tx, place: Place, at: Date, it: Dossier): Promise<Dossier> {
  const { agency, person } = place;
  const ids = { itemId: newId(), auditId: newId(), lineId: newId(), deviation: newId(), deliveryId: newId() };
  const identifier = `SRV-${String(running++).padStart(4, '0')}`;
  await tx.configurationItem.create({
    data: { id: ids.itemId, agencyId: agency, identifier, name: 'Serveris', type: 'server', status: 'in-use', statusSince: at, registeredAt: at },
  });
  await tx.configurationAudit.create({
    data: { id: ids.auditId, agencyId: agency, title: 'Gada', reason: 'yearly', scope: {}, auditorId: person, startedAt: at },
  });
  await tx.configurationAuditLine.createMany({
    data: [
      { id: ids.lineId, auditId: ids.auditId, position: 0, itemId: ids.itemId },
      {
        id: ids.deviation,
        auditId: ids.auditId,
        position: 1,
        itemId: ids.itemId,
        state: 'deviation',
        kind: 'differs',
        finding: 'Cits',
        foundBy: person,
        foundAt: at,
      },
    ],
  });
  const key = String(9_000_000 + running++);
  await tx.engineIncident.create({
    data: { key, caseId: it['caseId']!, processId: 'application', elementId: 'x', errorType: 'JOB_NO_RETRIES', message: 'x', createdAt: at },
  });
  await tx.delivery.create({
    data: {
      id: ids.deliveryId,
      caseId: it['caseId']!,
      clientId: place.clientId,
      channel: 'email',
      notice: 'N1',
      language: 'lv',
      recipient: 'a@example.lv',
      subject: 'x',
      body: 'x',
      state: 'failed',
      reason: 'mailbox-full',
      nextAt: at,
      createdAt: at,
      endedAt: new Date(at.getTime() + DAY_MS),
    },
  });
  return { ...ids, key, identifier };
}
