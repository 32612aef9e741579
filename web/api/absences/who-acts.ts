import { shift } from '../../../platform/local-time.ts';

/** An absence as the pure functions take it; days are days of Riga, `toOn` is the last one. */
export type AbsenceFacts = { id: string; userId: string; fromOn: string; toOn: string; covers: string; substituteId: string | null };
/** What a task is about, as far as absences care. */
export type Matter = { kind: string; serviceId: string | null };

/** `personId` null: nobody is left. `chain`: everybody asked, the first one meant first. */
export type Acting = { personId: string | null; chain: string[] };

/** How narrow a filter is: a service is narrower than a kind, a kind than everything. -1: it does not cover the matter. */
function narrowness(covers: string, { kind, serviceId }: Matter): number {
  if (covers === 'all') return 0;
  if (covers === `kind:${kind}`) return 1;
  return serviceId !== null && covers === `service:${serviceId}` ? 2 : -1;
}

/** The absence of a person that counts on a day for a matter: of several, the narrowest. */
export function absenceOn(userId: string, on: string, matter: Matter, absences: readonly AbsenceFacts[]): AbsenceFacts | undefined {
  return absences
    .filter(it => it.userId === userId && it.fromOn <= on && on <= it.toOn && narrowness(it.covers, matter) >= 0)
    .reduce<AbsenceFacts | undefined>((best, it) => (best && narrowness(best.covers, matter) >= narrowness(it.covers, matter) ? best : it), undefined);
}

/**
 * Who acts for a person on a day in a matter (F12): the person, or whoever the chain of substitutes ends with. Nobody, when it ends
 * with somebody who is away. It asks everybody at most once, so that it ends even where the data go in a circle.
 */
export function whoActsFor(userId: string, on: string, matter: Matter, absences: readonly AbsenceFacts[]): Acting {
  const chain: string[] = [];
  let current: string | null = userId;
  while (current !== null && !chain.includes(current)) {
    chain.push(current);
    const away = absenceOn(current, on, matter, absences);
    if (!away) return { personId: current, chain };
    current = away.substituteId;
  }
  return { personId: null, chain };
}

/** Stands for every kind or service that no filter names. */
const OTHER = '';

/** Every matter that the filters tell apart. */
export function mattersOf(absences: readonly Pick<AbsenceFacts, 'covers'>[]): Matter[] {
  const named = (prefix: string) => [...new Set(absences.filter(it => it.covers.startsWith(prefix)).map(it => it.covers.slice(prefix.length)))];
  const services = [null, ...named('service:')];
  return [OTHER, ...named('kind:')].flatMap(kind => services.map(serviceId => ({ kind, serviceId })));
}

/**
 * Where an absence would close a circle of substitutes: the first such day and the people in it; null where it does not. Chains
 * change only on days on which an absence begins, or on which a narrower one is over and a wider one counts again: they stand for all.
 */
export function circleWith(absence: AbsenceFacts, others: readonly AbsenceFacts[]): { on: string; people: string[] } | null {
  const all = [...others.filter(it => it.id !== absence.id), absence];
  const days = [...new Set(all.flatMap(it => [it.fromOn, shift(it.toOn, 1)]))].filter(on => absence.fromOn <= on && on <= absence.toOn).sort();
  for (const on of days)
    for (const matter of mattersOf(all)) {
      const { personId, chain } = whoActsFor(absence.userId, on, matter, all);
      const last = chain.at(-1);
      const back = last === undefined ? undefined : absenceOn(last, on, matter, all)?.substituteId;
      if (personId === null && back && chain.includes(back)) return { on, people: chain };
    }
  return null;
}

/** A circle among absences that stand, if any: cancelling or narrowing one may close it too. */
export function anyCircle(absences: readonly AbsenceFacts[]): { on: string; people: string[] } | null {
  for (const it of absences) {
    const circle = circleWith(it, absences);
    if (circle) return circle;
  }
  return null;
}
