import fc, { Arbitrary, type Random, type Stream, type Value } from 'fast-check';
import { dress, type Dress } from './dress.ts';
import type { Api, Operation } from './document.ts';
import { EXAMPLES } from './examples.ts';
import { filePlan, type FilePlan } from './files.ts';
import { Hole, hole, makeFromSchema } from './from-schema.ts';
import { HOSTILE_TEXTS, hostileText, hostileValue, Raw } from './hostile.ts';

/** One request as it is meant: values may be holes, which the running world fills. */
export type Plan = {
  operation: Operation;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body?: unknown;
  file?: FilePlan;
  dress: Dress | null;
};
/** A plan that knows how to become simpler (fast-check keeps that beside the value). */
export type Grown = { plan: Plan; simpler(): Iterable<Grown> };

type Parts = Pick<Plan, 'params' | 'query' | 'body'>;
type Place = { holder: Record<string, unknown> | unknown[]; key: string | number };

/** Every place in the parts where something stands, the parts themselves not counted. */
function placesIn(parts: Parts): Place[] {
  const found: Place[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null || value instanceof Hole || value instanceof Raw) return;
    for (const key of Object.keys(value)) {
      found.push({ holder: value as Record<string, unknown>, key });
      walk((value as Record<string, unknown>)[key]);
    }
  };
  walk(parts.params);
  walk(parts.query);
  found.push({ holder: parts as unknown as Record<string, unknown>, key: 'body' });
  walk(parts.body);
  return found;
}

type Harm = { at: number; how: 'put' | 'text' | 'drop' | 'add'; value: unknown; text: string };
const harm: Arbitrary<Harm> = fc.record({
  at: fc.nat(10_000),
  how: fc.oneof(
    { arbitrary: fc.constant('put' as const), weight: 4 },
    { arbitrary: fc.constant('text' as const), weight: 5 },
    { arbitrary: fc.constant('drop' as const), weight: 1 },
    { arbitrary: fc.constant('add' as const), weight: 1 },
  ),
  value: hostileValue,
  text: hostileText,
});

const copied = (value: unknown): unknown => {
  if (value instanceof Hole || value instanceof Raw || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  // defined, not assigned: an own key `__proto__` must stay one
  const copy = {};
  for (const [key, each] of Object.entries(value))
    Object.defineProperty(copy, key, { value: copied(each), enumerable: true, writable: true, configurable: true });
  return copy;
};

/** The parts with something wrong in them. `text` prefers a place where a text stands, so that the whole stays well formed. */
function harmed(whole: Parts, harms: Harm[]): Parts {
  const parts = copied(whole) as Parts;
  for (const { at, how, value, text } of harms) {
    const all = placesIn(parts);
    const texts = all.filter(({ holder, key }) => typeof (holder as Record<string, unknown>)[key] === 'string');
    const places = how === 'text' && texts.length > 0 ? texts : all;
    const place = places[at % places.length];
    if (!place) continue;
    const { holder, key } = place as { holder: Record<string, unknown>; key: string };
    if (how === 'drop') delete holder[key];
    else if (how === 'add') Object.assign(holder, { [text.slice(0, 100)]: value });
    else holder[key] = how === 'text' ? text : value;
  }
  return parts;
}

const queryText: Arbitrary<string> = fc.oneof(hostileText, fc.constantFrom(...HOSTILE_TEXTS));

/** For each operation, the requests there may be: what the contract allows, nearly so, and quite otherwise. */
export function makePlans(api: Api): Map<string, Arbitrary<Plan>> {
  const read = makeFromSchema(api.schemas);
  return new Map(api.operations.map(operation => [operation.name, planOf(operation, read)]));
}

function planOf(operation: Operation, read: ReturnType<typeof makeFromSchema>): Arbitrary<Plan> {
  const params = fc.record(
    Object.fromEntries(
      operation.params.map(({ name, schema }) => [
        name,
        schema.enum ? read(schema, name) : fc.oneof({ arbitrary: hole(name), weight: 12 }, { arbitrary: read(schema, name), weight: 1 }),
      ]),
    ),
  );
  const query = fc.record(Object.fromEntries(operation.query.map(({ name, schema }) => [name, read(schema, name)])), {
    requiredKeys: operation.query.filter(each => each.required).map(each => each.name),
  });
  // most of many filters at once find nothing: few are left
  const fewer = fc.tuple(query, fc.array(fc.nat(40), { maxLength: 3 })).map(([all, kept]) => {
    const names = Object.keys(all);
    const required = new Set(operation.query.filter(each => each.required).map(each => each.name));
    const wanted = new Set(kept.map(n => names[n % Math.max(1, names.length)]));
    return Object.fromEntries(Object.entries(all).filter(([name]) => required.has(name) || wanted.has(name)));
  });
  const examples = EXAMPLES[operation.name];
  const ofSchema = operation.body ? read(operation.body, '') : fc.constant(undefined);
  const body = examples ? fc.oneof({ arbitrary: fc.constantFrom(...examples), weight: 3 }, { arbitrary: ofSchema, weight: 2 }) : ofSchema;
  const allowed: Arbitrary<Parts> = fc.record({ params, query: fewer, body });
  const nearly = fc.tuple(allowed, fc.array(harm, { minLength: 1, maxLength: 2 })).map(([parts, harms]) => harmed(parts, harms));
  const wild: Arbitrary<Parts> = fc.record({
    params: fc.record(Object.fromEntries(operation.params.map(({ name }) => [name, hostileText.filter(text => text !== '')]))),
    query: fc.record(Object.fromEntries(operation.query.map(({ name }) => [name, queryText])), { requiredKeys: [] }),
    body: operation.body ? hostileValue : fc.constant(undefined),
  });
  const parts = fc.oneof({ arbitrary: allowed, weight: 11 }, { arbitrary: nearly, weight: 7 }, { arbitrary: wild, weight: 2 });
  return fc
    .tuple(parts, operation.consumes ? filePlan : fc.constant(null), fc.oneof({ arbitrary: fc.constant(null), weight: 12 }, { arbitrary: dress, weight: 1 }))
    .map(([some, file, worn]) => ({ operation, ...some, ...(file && { file }), dress: worn }));
}

/** Yields values together with what fast-check needs to make them simpler. */
class Kept<T> extends Arbitrary<Value<T>> {
  readonly inner: Arbitrary<T>;
  constructor(inner: Arbitrary<T>) {
    super();
    this.inner = inner;
  }
  generate(random: Random, bias: number | undefined) {
    return new fc.Value(this.inner.generate(random, bias), undefined);
  }
  canShrinkWithoutContext(_value: unknown): _value is Value<T> {
    return false;
  }
  shrink(): Stream<Value<Value<T>>> {
    return fc.Stream.nil();
  }
}

/** One plan, the same for the same seed. */
export function grow(plans: Arbitrary<Plan>, seed: number): Grown {
  const [value] = fc.sample(new Kept(plans), { seed, numRuns: 1 });
  const grown = (it: Value<Plan>): Grown => ({
    plan: it.value_,
    *simpler() {
      for (const next of plans.shrink(it.value_, it.context)) yield grown(next);
    },
  });
  return grown(value!);
}
