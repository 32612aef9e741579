import type { z } from 'zod';
import type { termRow } from '../../../contract/terms.ts';
import { addDays } from '../../i18n/days.ts';
import { tomorrow } from '../deadlines/tomorrow.ts';

export type Term = z.output<typeof termRow>;
export type TermScope = Pick<Term, 'purpose' | 'agencyId' | 'serviceId' | 'kind' | 'priority'>;
/**
 * `shown`: the version that holds now; where none does, the one to come, else the last. `ahead`: others to come, which may still be
 * corrected or taken back. `others`: what held, and what was taken back. All the oldest first.
 */
export type TermGroup = { key: string; scope: TermScope; shown: Term; ahead: Term[]; others: Term[] };

/** Whether a version holds on the day before `next` (today). */
export function standingOf({ validFrom, validTo }: Pick<Term, 'validFrom' | 'validTo'>, next = tomorrow()): 'now' | 'ahead' | 'over' {
  if (validFrom >= next) return 'ahead';
  return validTo !== null && validTo < addDays(next, -1) ? 'over' : 'now';
}

/** Versions of the same scope together, the agency's own before the general ones. */
export function groupTerms(terms: readonly Term[], next = tomorrow()): TermGroup[] {
  const scopes = new Map<string, Term[]>();
  for (const it of terms) {
    const key = JSON.stringify([it.purpose, it.agencyId, it.serviceId, it.kind, it.priority]);
    scopes.set(key, [...(scopes.get(key) ?? []), it]);
  }
  const groups = [...scopes].map(([key, all]) => {
    const versions = all.toSorted((one, other) => one.validFrom.localeCompare(other.validFrom));
    const holding = versions.filter(it => it.cancelled === null);
    const standing = (which: string) => holding.find(it => standingOf(it, next) === which);
    const shown = standing('now') ?? standing('ahead') ?? holding.at(-1) ?? versions.at(-1)!;
    const ahead = holding.filter(it => it !== shown && standingOf(it, next) === 'ahead');
    return { key, scope: shown, shown, ahead, others: versions.filter(it => it !== shown && !ahead.includes(it)) };
  });
  return groups.toSorted((one, other) => Number(one.scope.agencyId === null) - Number(other.scope.agencyId === null));
}
