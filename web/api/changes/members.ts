import { localDate } from '../../../platform/local-time.ts';
import type { Tx } from '../../../platform/database.ts';
import { servicesOf, type Process } from '../../../processes/load.ts';
import type { Change } from '../../../prisma/generated/client.ts';
import { absencesOn, toColumn } from '../absences/load.ts';
import { whoActsFor, type AbsenceFacts } from '../absences/who-acts.ts';

/** Somebody whose voice is asked for, and for which of the services affected. */
export type Member = { userId: string; agency: string; services: string[] };
type Seat = { userId: string; agency: string; serviceId: string | null; urgent: boolean };
type Leader = { id: string; agencyId: string };
/** Who may be asked: seats that hold today, and who leads each agency. `services`: of the change, with the agency that holds each. */
export type Boards = { seats: Seat[]; leaders: Leader[]; services: { id: string; holder: string }[]; holder: string };

/**
 * Members of the board by the services affected (P5.4): of each agency that holds one, and of the one whose change it is, those who sit
 * for that service or for all. An urgent change asks the smaller board. An agency that has named nobody is spoken for by those who lead it.
 */
export function boardOf({ seats, leaders, services, holder }: Boards, { urgent }: { urgent: boolean }): Member[] {
  const agencies = [...new Set([holder, ...services.map(it => it.holder)])];
  return agencies.flatMap(agency => membersOf({ seats, leaders, services, holder }, agency, urgent));
}

/** Parties affected by the plan (P5.6): the same, of the other agencies whose services or items it touches; the one that plans has planned it. */
export const partiesOf = (boards: Boards, others: readonly string[]): Member[] =>
  [...new Set([...boards.services.map(it => it.holder), ...others])]
    .filter(agency => agency !== boards.holder)
    .flatMap(agency => membersOf(boards, agency, false));

function membersOf({ seats, leaders, services }: Boards, agency: string, urgent: boolean): Member[] {
  const own = services.filter(it => it.holder === agency).map(it => it.id);
  const sits = seats.filter(it => it.agency === agency && (!urgent || it.urgent) && (it.serviceId === null || own.includes(it.serviceId)));
  const people = [...new Set(sits.length > 0 ? sits.map(it => it.userId) : leaders.filter(it => it.agencyId === agency).map(it => it.id))];
  return people.map(userId => {
    const mine = sits.filter(it => it.userId === userId);
    const forAll = mine.length === 0 || mine.some(it => it.serviceId === null);
    return { userId, agency, services: forAll ? own : own.filter(id => mine.some(it => it.serviceId === id)) };
  });
}

/** Agencies whose items are affected. */
export async function itemAgencies(tx: Pick<Tx, 'configurationItem'>, items: string[]): Promise<string[]> {
  const rows = await tx.configurationItem.findMany({ where: { identifier: { in: items } }, select: { agencyId: true }, distinct: ['agencyId'] });
  return rows.map(it => it.agencyId);
}

/** Reads who may be asked today. */
export async function readBoards(
  tx: Tx,
  { holder, services, items }: Pick<Change, 'holder' | 'services' | 'items'>,
  { at, processes }: { at: Date; processes: Process[] },
) {
  const held = servicesOf(processes).map(it => ({ id: it.id, holder: it.description.holder }));
  const affected = held.filter(it => services.includes(it.id));
  const others = await itemAgencies(tx, items);
  const agencies = [...new Set([holder, ...affected.map(it => it.holder), ...others])];
  const day = toColumn(localDate(at));
  const [seats, leaders] = await Promise.all([
    tx.boardMember.findMany({
      where: { agency: { in: agencies }, validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gte: day } }] },
      orderBy: { id: 'asc' },
    }),
    tx.userAccount.findMany({ where: { agencyId: { in: agencies }, roles: { hasSome: ['team-lead', 'service-manager'] } }, orderBy: { id: 'asc' } }),
  ]);
  const boards: Boards = { seats, leaders: leaders.map(it => ({ id: it.id, agencyId: it.agencyId! })), services: affected, holder };
  return { boards, others };
}

const MATTER = { kind: 'change-request', serviceId: null };

/** Absences of the members' agencies on this day: a substitute gives the voice of who is away (F12). */
export const awayToday = (tx: Pick<Tx, 'absence'>, agencies: readonly string[], at: Date): Promise<AbsenceFacts[]> =>
  absencesOn(tx as Tx, agencies, localDate(at));

/** Whether this person gives the member's voice today: the member, or whoever stands in for them. */
export const speaksFor = (userId: string, memberId: string, absences: readonly AbsenceFacts[], at: Date): boolean =>
  userId === memberId || whoActsFor(memberId, localDate(at), MATTER, absences).personId === userId;

/** Whom to tell that a voice is asked for: the member, and who stands in for them today. */
export function toTell(memberId: string, absences: readonly AbsenceFacts[], at: Date): string[] {
  const { personId } = whoActsFor(memberId, localDate(at), MATTER, absences);
  return personId === null || personId === memberId ? [memberId] : [memberId, personId];
}
