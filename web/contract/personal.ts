import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

/**
 * Whose data a field holds. `client`: of a person whom a case, a conversation or a file is about, also where it stands in free words about
 * the case; whoever is shown it leaves an audit entry (B4.3, B24.1). `employment`: of a
 * worker as an employee (absences, working time); the same. `worker`: who acted in office, which leaves none (docs/decisions/0032).
 */
export type PersonalOf = 'client' | 'worker' | 'employment';

const MARK = 'x-personal';
function marked<T extends z.ZodType>(schema: T, of: PersonalOf): T {
  const { id: _of, ...said } = schema.meta() ?? {}; // the name of a shape stays with the shape that is not marked
  return schema.meta({ ...said, [MARK]: of });
}

/** This field, and all that is in it, says something about a client. */
export const personal = <T extends z.ZodType>(schema: T): T => marked(schema, 'client');
/** This field names somebody who acted in office. */
export const official = <T extends z.ZodType>(schema: T): T => marked(schema, 'worker');

/** This field says something about a worker as an employee. */
export const employment = <T extends z.ZodType>(schema: T): T => marked(schema, 'employment');
/** A worker who acted in office. */
export const worker = z.object({ id: z.string(), name: official(z.string()) });

/** The mark of a schema itself, not of what it stands in. */
export const markOf = (schema: z.ZodType): PersonalOf | undefined => schema.meta()?.[MARK] as PersonalOf | undefined;

type Def = {
  type: string;
  shape?: Record<string, z.ZodType>;
  catchall?: z.ZodType;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
  items?: z.ZodType[];
  out?: z.ZodType;
  valueType?: z.ZodType;
  left?: z.ZodType;
  right?: z.ZodType;
  format?: string;
};
const defOf = (schema: z.ZodType) => schema.def as unknown as Def;

/** A value of an answer that is no object or list of its own; `free`: may hold any words. */
export type Leaf = { path: readonly string[]; of: PersonalOf | undefined; free: boolean };

/** Every leaf of a schema with the mark that holds for it: its own, or that of what it stands in. */
export function leavesOf(schema: z.ZodType, path: readonly string[] = [], above?: PersonalOf): Leaf[] {
  const of = markOf(schema) ?? above;
  const { type, shape, catchall, element, innerType, options, items, out, valueType, left, right, format } = defOf(schema);
  if (type === 'object') {
    const named = Object.entries(shape ?? {}).flatMap(([key, one]) => leavesOf(one, [...path, key], of));
    return catchall && defOf(catchall).type !== 'never' ? [...named, ...leavesOf(catchall, [...path, '*'], of)] : named;
  }
  const inside = [element, innerType, out, left, right, ...(options ?? []), ...(items ?? [])].filter(it => it !== undefined);
  if (inside.length > 0) return inside.flatMap(one => leavesOf(one, path, of));
  if (type === 'record') return leavesOf(valueType!, [...path, '*'], of);
  return [{ path, of, free: ['unknown', 'any', 'string'].includes(type) && (format === undefined || format === 'email') }];
}

/** Whose data the successful answer of an endpoint carries, by its contract: of a stream what it says itself, else what its schema says. */
export function carriedBy({ reply, streams }: Pick<Endpoint, 'reply' | 'streams'>): PersonalOf[] {
  const all = [...(streams ?? []), ...(reply ? leavesOf(reply).map(it => it.of) : [])];
  return (['client', 'employment', 'worker'] as const).filter(of => all.includes(of));
}
