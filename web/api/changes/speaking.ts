import type { Tx } from '../../../platform/database.ts';
import type { User } from '../http/user.ts';
import { awayToday, speaksFor } from './members.ts';

/** Whose voices this person gives today: their own, and of colleagues who are away and have named them, or whose substitutes have (F12). */
export async function speakingOf(tx: Pick<Tx, 'absence'>, user: User, at: Date): Promise<{ speaksFor: string[] }> {
  if (user.agencyId === null) return { speaksFor: [user.id] };
  const absences = await awayToday(tx, [user.agencyId], at);
  const away = [...new Set(absences.map(it => it.userId))].filter(id => id !== user.id);
  return { speaksFor: [user.id, ...away.filter(id => speaksFor(user.id, id, absences, at))] };
}
