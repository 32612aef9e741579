import type { z } from 'zod';
import type { Process } from '../../../processes/load.ts';
import type { Change, Prisma } from '../../../prisma/generated/client.ts';
import type { changeLine, changeRound, changeView } from '../../contract/changes.ts';
import type { Directory } from '../cases/directory.ts';
import { iso } from '../cases/present.ts';
import { titledService } from '../cases/summaries.ts';
import { personOf } from '../incidents/present.ts';
import { riskOf } from './status.ts';

type Agency = Awaited<ReturnType<Directory['agencies']>>;
type Line = z.input<typeof changeLine>;
type View = z.input<typeof changeView>;
export type Beside = { processes: Process[]; agency: Agency; names: Map<string, string>; speaksFor: readonly string[]; now: Date };

export const OPEN_VOICES = { rounds: { where: { closedAt: null }, include: { voices: { where: { at: null }, select: { userId: true } } } } } as const;
export const CHANGE_LINE = { case: true, ...OPEN_VOICES } as const satisfies Prisma.ChangeInclude;
export type ChangeRow = Prisma.ChangeGetPayload<{ include: typeof CHANGE_LINE }>;

const services = (processes: Process[], ids: string[]) => ids.flatMap(id => titledService(processes, id) ?? []);

/** One line of the register. */
export const presentChangeLine = (row: ChangeRow, { processes, agency, speaksFor, now }: Omit<Beside, 'names'>): Line => ({
  id: row.caseId,
  code: row.case.code,
  subject: row.case.subject,
  agency: agency(row.holder),
  status: row.status as Line['status'],
  class: row.class as Line['class'],
  priority: row.case.priority,
  services: services(processes, row.services),
  risk: (riskOf(row.planRisk) ?? row.riskLevel) as Line['risk'],
  start: iso(row.plannedStart),
  end: iso(row.plannedEnd),
  raisedAt: row.raisedAt.toISOString(),
  awaitsMe: row.rounds.some(round => round.answerBy > now && round.voices.some(it => speaksFor.includes(it.userId))),
});

export type RoundRow = Prisma.ChangeRoundGetPayload<{ include: { voices: true } }>;
export const presentRound = (row: RoundRow, { processes, agency, names, speaksFor, now }: Beside): z.input<typeof changeRound> => ({
  id: row.id,
  kind: row.kind as 'board',
  agenda: row.agenda,
  openedAt: row.openedAt.toISOString(),
  answerBy: row.answerBy.toISOString(),
  closedAt: iso(row.closedAt),
  minutesId: row.minutesId,
  voices: row.voices.map(it => ({
    member: { id: it.userId, name: names.get(it.userId) ?? '' },
    agency: agency(it.agency),
    services: services(processes, it.services),
    vote: it.vote as 'for' | null,
    words: it.words,
    by: it.byId === it.userId ? null : personOf(names, it.byId),
    at: iso(it.at),
    mine: row.closedAt === null && row.answerBy > now && it.at === null && speaksFor.includes(it.userId),
  })),
});

export const presentPlan = (it: Change, names: Map<string, string>): View['plan'] =>
  it.plannedAt === null
    ? null
    : {
        resources: it.resources ?? '',
        hours: it.plannedHours ?? 0,
        costCents: it.plannedCents ?? 0,
        risk: riskOf(it.planRisk) ?? 'high',
        backOut: it.backOutPlan ?? '',
        interruption: it.interruption,
        watchDays: it.watchDays ?? 0,
        by: personOf(names, it.plannedBy),
        at: it.plannedAt.toISOString(),
      };

export const presentEvaluation = (it: Change, names: Map<string, string>): View['evaluation'] =>
  it.evaluatedAt === null
    ? null
    : {
        goalReached: it.goalReached as 'yes',
        result: it.result ?? '',
        hours: it.actualHours ?? 0,
        costCents: it.actualCents ?? 0,
        incidentsBefore: it.incidentsBefore ?? 0,
        incidentsAfter: it.incidentsAfter ?? 0,
        by: personOf(names, it.evaluatedBy),
        at: it.evaluatedAt.toISOString(),
      };
