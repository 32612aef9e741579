import type { Process } from '../../../processes/load.ts';
import type { Improvement, LevelAgreement, LevelRequirement, LevelTarget, ServiceDemand } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/service-levels.ts';
import type { ReplyOf } from '../../contract/endpoint.ts';
import { dateOf } from '../calendars/read.ts';
import { titledService } from '../cases/summaries.ts';
import type { Names } from '../contacts/present.ts';

type Register = ReplyOf<typeof contract.getServiceLevels>;
export type Beside = { names: Names; processes: Process[]; today: string; keeps: boolean };
type Row = { madeBy: string; madeAt: Date };
type Decided = { reason: string | null; decidedBy: string | null; decidedAt: Date | null };

const person = (names: Names, id: string) => ({ id, name: names(id) });
const made = ({ madeBy, madeAt }: Row, { names }: Beside) => ({ madeBy: person(names, madeBy), madeAt: madeAt.toISOString() });
const decided = ({ reason, decidedBy, decidedAt }: Decided, { names }: Beside) => ({
  reason,
  decidedBy: decidedBy === null ? null : person(names, decidedBy),
  decidedAt: decidedAt?.toISOString() ?? null,
});
const may = <Right extends string>(keeps: boolean, ...rights: (Right | false)[]): Right[] => (keeps ? rights.filter(it => it !== false) : []);

export function presentRequirement(row: LevelRequirement, beside: Beside): Register['requirements'][number] {
  const state = row.state as Register['requirements'][number]['state'];
  const open = state === 'asked' || state === 'offered';
  return {
    id: row.id,
    service: titledService(beside.processes, row.serviceId),
    parameter: row.parameter as contract.Parameter,
    asked: row.asked,
    offered: row.offered,
    source: row.source,
    state,
    ...decided(row, beside),
    ...made(row, beside),
    may: may(beside.keeps, open && 'offer', state === 'offered' && 'agree', open && 'refuse', state === 'agreed' && 'plan'),
  };
}

export function presentTarget(row: LevelTarget, beside: Beside): Register['targets'][number] {
  const [validTo, reviewOn] = [row.validTo && dateOf(row.validTo), dateOf(row.reviewOn)];
  const holds = validTo === null || validTo >= beside.today;
  return {
    id: row.id,
    service: titledService(beside.processes, row.serviceId),
    parameter: row.parameter as contract.Parameter,
    target: row.target,
    means: row.means,
    validFrom: dateOf(row.validFrom),
    validTo,
    reviewOn,
    reviewDue: holds && reviewOn <= beside.today,
    endReason: row.endReason,
    ...made(row, beside),
    may: may(beside.keeps, holds && row.endReason === null && 'end'),
  };
}

export function presentAgreement(row: LevelAgreement, beside: Beside): Register['agreements'][number] {
  const state = row.state as Register['agreements'][number]['state'];
  return {
    id: row.id,
    type: row.type as Register['agreements'][number]['type'],
    title: row.title,
    party: row.party,
    validFrom: dateOf(row.validFrom),
    validTo: row.validTo && dateOf(row.validTo),
    terms: row.terms as Register['agreements'][number]['terms'],
    state,
    agreedWith: row.agreedWith,
    ...decided(row, beside),
    ...made(row, beside),
    may: may(beside.keeps, state === 'draft' && 'agree', state === 'draft' && 'refuse', state === 'agreed' && 'end'),
  };
}

export function presentDemand(row: ServiceDemand, codes: ReadonlyMap<string, string>, beside: Beside): Register['demands'][number] {
  const open = row.state === 'open';
  const seen = (caseId: string | null) => {
    const code = caseId && codes.get(caseId);
    return code ? { id: caseId, code } : null;
  };
  return {
    id: row.id,
    need: row.need,
    source: row.source as Register['demands'][number]['source'],
    case: seen(row.caseId),
    change: seen(row.changeId),
    state: row.state as Register['demands'][number]['state'],
    ...decided(row, beside),
    ...made(row, beside),
    may: may(beside.keeps, open && 'accept', open && 'change', open && 'decline'),
  };
}

export const presentImprovement = (row: Improvement, beside: Beside): Register['improvements'][number] => ({
  id: row.id,
  area: row.area,
  reason: row.reason,
  state: row.state as Register['improvements'][number]['state'],
  result: row.result,
  endedAt: row.endedAt?.toISOString() ?? null,
  ...made(row, beside),
  may: may(beside.keeps, row.state === 'chosen' && 'end'),
});
