import { randomUUID } from 'node:crypto';
import { BODIES, VARIANTS, type BodyOf } from './bodies-by-hand.ts';
import type { Dossier } from './cases.ts';
import type { Api, Route, Schema } from './routes.ts';

/** Strings of a form: the contract's pattern, and a value of that form. */
const FORMS: readonly [pattern: string, value: string][] = [
  ['^\\d{4} \\d{4,}$', '9901 0001'],
  ['^\\d{4}-(0[1-9]|1[0-2])$', '2026-10'],
  ['^([01]\\d|2[0-3]):[0-5]\\d$', '09:00'],
  ['^[a-z][a-z0-9-]*$', 'vsaa'],
];
const DAY_MS = 86_400_000;

export type Sampler = (route: Route, variant: string | null, about: Parameters<BodyOf>[0]) => unknown;

/**
 * A body that the contract takes, made from its schema, about the objects of a dossier: what has a name the dossier knows gets that. Where a
 * schema says less than the contract (refinements, free records), bodies-by-hand.ts says the rest.
 */
export function makeSampler({ resolve }: Api): Sampler {
  const typesOf = ({ type }: Schema) => (Array.isArray(type) ? type : [type]);

  function sample(schema: Schema, name: string, it: Dossier, now: Date): unknown {
    const is = resolve(schema);
    const known = it[name];
    if (known !== undefined && [is, ...(is.anyOf ?? [])].some(one => typesOf(one).includes('string') && !one.enum)) return known;
    if (is.const !== undefined) return is.const;
    if (is.enum) return is.enum[0];
    if (is.default !== undefined && is.type !== 'object') return is.default;
    const either = is.anyOf ?? is.oneOf;
    if (either) return sample(either.find(one => one.type !== 'null') ?? either[0]!, name, it, now);
    if (is.allOf) return Object.assign({}, ...is.allOf.map(one => sample(one, name, it, now) as object));
    return ofType(typesOf(is)[0], is, { name, it, now });
  }

  function ofType(type: string | undefined, is: Schema, { name, it, now }: { name: string; it: Dossier; now: Date }): unknown {
    if (type === 'object') return Object.fromEntries((is.required ?? []).map(key => [key, sample(is.properties?.[key] ?? {}, key, it, now)]));
    if (type === 'array') return Array.from({ length: is.minItems ?? 0 }, () => sample(is.items ?? {}, name.replace(/s$/, ''), it, now));
    if (type === 'integer' || type === 'number') return Math.max(1, is.minimum ?? 1, (is.exclusiveMinimum ?? 0) + 1);
    if (type === 'boolean') return false;
    return type === 'string' ? textFor(is, now) : null;
  }

  return (route, variant, about) => {
    if (!route.body || route.media !== 'application/json') return undefined;
    const body = sample(route.body, '', about.it, about.now) as Record<string, unknown>;
    return { ...body, ...BODIES[route.name]?.(about), ...(variant && VARIANTS[route.name]?.[variant]?.(about)) };
  };
}

function textFor({ format, pattern, minLength = 0 }: Schema, now: Date): string {
  if (format === 'uuid') return randomUUID();
  if (format === 'date') return new Date(now.getTime() + 30 * DAY_MS).toISOString().slice(0, 10);
  if (format === 'date-time') return new Date(now.getTime() + 20 * DAY_MS).toISOString();
  if (format === 'email') return 'persona@example.lv';
  const form = FORMS.find(([begin]) => pattern === begin);
  return form ? form[1] : 'Vārdi'.padEnd(minLength, '.');
}
