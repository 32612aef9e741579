import type { PersonalOf } from '../../web/contract/personal.ts';
import type { Api, Schema } from './routes.ts';

/** A marked value of an answer: where, whose kind of data, and the ids of what it stands in, the nearest first. */
export type ShownValue = { path: string; of: PersonalOf; about: readonly (readonly string[])[] };

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || value === false || (typeof value === 'object' && Object.values(value as object).every(isEmpty));
/** Ids and codes of an object, and of the person it is of. */
const idsOf = (it: Record<string, unknown>): string[] => {
  const own = Object.values(it).filter(value => typeof value === 'string');
  const person = it['person'] as { id?: string } | null | undefined;
  return person?.id ? [...own, person.id] : own;
};

/** Every value of an answer that the contract marks as somebody's, and that is there. `request`: ids of the path, the query and the body. */
export function valuesShown(api: Api, reply: Schema, body: unknown, request: readonly string[]): ShownValue[] {
  const found: ShownValue[] = [];

  function walk(schema: Schema, value: unknown, at: { path: string; of: PersonalOf | undefined; about: readonly (readonly string[])[] }): void {
    if (isEmpty(value)) return;
    const is = api.resolve(schema);
    const of = schema['x-personal'] ?? is['x-personal'] ?? at.of;
    const either = [...(is.anyOf ?? []), ...(is.oneOf ?? []), ...(is.allOf ?? [])];
    const here = { ...at, of };
    if (Array.isArray(value) && is.items) return value.forEach(one => walk(is.items!, one, here));
    if (typeof value === 'object' && !Array.isArray(value) && is.properties) {
      const about = [idsOf(value as Record<string, unknown>), ...at.about];
      for (const [key, one] of Object.entries(is.properties)) walk(one, (value as Record<string, unknown>)[key], { path: `${at.path}.${key}`, of, about });
      return;
    }
    if (either.length > 0) return either.forEach(one => walk(one, value, here));
    if (of) found.push({ path: at.path, of, about: at.about });
  }

  walk(reply, body, { path: '', of: undefined, about: [request] });
  return found;
}
