import { localAt, localDate, shift } from '../../../platform/local-time.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Case, Change } from '../../../prisma/generated/client.ts';
import type { StepDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import { tell } from '../staff-notices/tell.ts';
import { boardOf, awayToday, partiesOf, readBoards, toTell, type Member } from './members.ts';
import { prepareMinutes } from './minutes.ts';
import { readSetting } from './setting.ts';
import { moveChange, setChangeStatus } from './steps.ts';

type Of = { caseId: string };
/** When a day to answer by is over for those at work. */
const EVENING = '17:00';
const HOUR_MS = 3_600_000;

type Opening = { kind: 'board' | 'agreement'; members: Member[]; answerBy: Date; agenda: string[] };

/** Asks everybody for their voice, until then. A round of the same kind that is still open ends: it asked about something that has changed. */
async function openRound(tx: Tx, change: Change, { kind, members, answerBy, agenda }: Opening, { at, newId }: { at: Date; newId(): string }): Promise<string> {
  const { caseId } = change;
  await tx.changeRound.updateMany({ where: { changeId: caseId, kind, closedAt: null }, data: { closedAt: at } });
  const id = newId();
  await tx.changeRound.create({ data: { id, changeId: caseId, kind, agenda, openedAt: at, answerBy, closedAt: members.length === 0 ? at : null } });
  await tx.changeVoice.createMany({ data: members.map(it => ({ roundId: id, ...it })) });
  const absences = await awayToday(
    tx,
    members.map(it => it.agency),
    at,
  );
  const name = kind === 'board' ? 'change-vote' : 'change-agreement';
  for (const userId of new Set(members.flatMap(it => toTell(it.userId, absences, at))))
    await tell(tx, { userId, name, caseId, taskKey: null, byId: 'system', words: null, at });
  return id;
}

/** P5.4: the board by the services affected, with its agenda and a day to vote by; the smaller board of an urgent change has hours. */
export async function conveneBoard({ caseId }: Of, deps: StepDeps) {
  const { tx, now, newId, processes } = deps;
  await moveChange({ caseId, to: 'with-board' }, deps);
  const change = await tx.change.findUniqueOrThrow({ where: { caseId } });
  const at = now();
  const setting = await readSetting(tx, change.holder);
  const urgent = change.class === 'urgent';
  const { boards } = await readBoards(tx, change, { at, processes });
  const members = boardOf(boards, { urgent });
  const answerBy =
    members.length === 0 ? at : urgent ? new Date(at.getTime() + setting.urgentHours * HOUR_MS) : localAt(shift(localDate(at), setting.boardDays), EVENING);
  const roundId = await openRound(tx, change, { kind: 'board', members, answerBy, agenda: change.agenda }, { at, newId });
  await recordEvent(tx, { caseId, name: 'change-board', at, data: { members: members.length, answerBy: answerBy.toISOString() }, public: false });
  return { voteByAt: answerBy.toISOString(), roundId };
}

/** P5.4: the voting is over; what was said becomes the minutes, a document of the case. */
export async function closeBoard({ caseId }: Of, deps: StepDeps) {
  const { tx, now } = deps;
  await lockCase(tx, caseId);
  const round = await tx.changeRound.findFirst({ where: { changeId: caseId, kind: 'board' }, orderBy: [{ openedAt: 'desc' }, { id: 'desc' }] });
  if (!round || round.minutesId) return {};
  await tx.changeRound.update({ where: { id: round.id }, data: { closedAt: round.closedAt ?? now() } });
  await prepareMinutes(round.id, deps);
  return {};
}

/** P5.6: the plan stands; other agencies it touches are asked. With nobody to ask it goes on at once. */
export async function askParties({ caseId }: Of, deps: StepDeps) {
  const { tx, now, newId, processes } = deps;
  const it = await lockCase(tx, caseId);
  const at = now();
  const found = await tx.change.findUniqueOrThrow({ where: { caseId } });
  const change = await setChangeStatus(tx, found, 'planned', at);
  const { boards, others } = await readBoards(tx, change, { at, processes });
  const members = partiesOf(boards, others);
  const setting = await readSetting(tx, change.holder);
  const answerBy = members.length > 0 ? agreeBy(change, at, setting.agreementDays) : at;
  const roundId = await openRound(tx, change, { kind: 'agreement', members, answerBy, agenda: [] }, { at, newId });
  await tellPlan(tx, it, change, at);
  return { agreeByAt: answerBy.toISOString(), roundId };
}

/** Never later than the change is to begin. */
function agreeBy({ plannedStart }: Change, at: Date, days: number): Date {
  const day = localAt(shift(localDate(at), days), EVENING);
  return plannedStart && plannedStart < day ? plannedStart : day;
}

/** N4-like: whoever asked for the change hears when it is to come, and what will be down meanwhile. */
async function tellPlan(tx: Tx, it: Case, { plannedStart, plannedEnd }: Change, at: Date): Promise<void> {
  const data = { startAt: plannedStart?.toISOString() ?? null, endAt: plannedEnd?.toISOString() ?? null };
  await recordEvent(tx, { caseId: it.id, name: 'change-planned', at, data });
}
