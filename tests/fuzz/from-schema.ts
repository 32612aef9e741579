import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from './document.ts';
import { hostileText } from './hostile.ts';

/** Stands in a plan where the running world says the value: an id, a key, a version, a cursor, the answers of a form. Picked when it is sent. */
export class Hole {
  readonly name: string;
  /** 0: the newest of its kind; the further, the older. */
  readonly pick: number;
  constructor(name: string, pick: number) {
    this.name = name;
    this.pick = pick;
  }
}

const PICKS = fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat(40), weight: 2 });
export const hole = (name: string): Arbitrary<Hole> => PICKS.map(pick => new Hole(name, pick));

/** Names whose values the world knows better than a schema. */
const ISH =
  /(^id|Ids?|Key|Code|^code|^cursor|^version|^revision|^team|^holder|^agency|^agencies|^service|^services|^assignee|^about|^replaces|^keepId|^seen|^data|^to)$/;
export const isHole = (name: string): boolean => ISH.test(name);

type Read = (schema: Schema, name: string) => Arbitrary<unknown>;

/** Values that a schema allows. `schemas`: what `$ref` refers to. Dates stay near the world's today, texts are words that people write. */
export function makeFromSchema(schemas: Record<string, Schema>): Read {
  const known = new Map<string, Arbitrary<unknown>>();
  const read: Read = (schema, name) => {
    if (schema.$ref) return referred(schema.$ref, name);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return fc.oneof(...choices.map(each => read(each, name)));
    if (schema.allOf) return fc.tuple(...schema.allOf.map(each => read(each, name))).map(parts => Object.assign({}, ...parts));
    if ('const' in schema) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const types = [schema.type ?? 'any'].flat();
    return fc.oneof(...types.map(type => ofType(type, schema, name)));
  };

  function referred(ref: string, name: string): Arbitrary<unknown> {
    const id = ref.slice(ref.lastIndexOf('/') + 1);
    const target = schemas[id];
    if (!target) throw new Error(`The document refers to ${ref}, which is not there`);
    const made = known.get(id) ?? read(target, name);
    known.set(id, made);
    return made;
  }

  function ofType(type: string, schema: Schema, name: string): Arbitrary<unknown> {
    if (type === 'object') return object(schema, name);
    if (type === 'array')
      return fc.array(read(schema.items ?? {}, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, Math.max(4, schema.minItems ?? 0)),
      });
    if (type === 'string')
      return isHole(name) && !schema.enum ? fc.oneof({ arbitrary: hole(name), weight: 5 }, { arbitrary: string(schema), weight: 1 }) : string(schema);
    if (type === 'integer') return isHole(name) ? fc.oneof({ arbitrary: hole(name), weight: 6 }, { arbitrary: integer(schema), weight: 1 }) : integer(schema);
    if (type === 'number') return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    return fc.jsonValue({ maxDepth: 2 });
  }

  function object(schema: Schema, name: string): Arbitrary<unknown> {
    if (!schema.properties) return dictionary(schema, name);
    const keys = Object.fromEntries(Object.entries(schema.properties).map(([key, each]) => [key, read(each, key === 'data' ? 'data' : key)]));
    return fc.record(keys, { requiredKeys: schema.required ?? [] });
  }

  function dictionary(schema: Schema, name: string): Arbitrary<unknown> {
    const values =
      typeof schema.additionalProperties === 'object' && Object.keys(schema.additionalProperties).length > 0
        ? read(schema.additionalProperties, name)
        : fc.jsonValue({ maxDepth: 1 });
    const names = schema.propertyNames ? read(schema.propertyNames, '').map(String) : fc.stringMatching(/^[a-z]{1,8}$/);
    const any = fc.dictionary(names, values, { maxKeys: 4 });
    return name === 'data' ? fc.oneof({ arbitrary: hole('answers'), weight: 8 }, { arbitrary: any, weight: 1 }) : any;
  }

  return read;
}

/** Stands for a word of the person’s own, by which it is known again in answers to others. */
export const MINE = '(a word of my own)';
const WORDS = [
  MINE,
  MINE,
  MINE,
  'Lūdzu atbildi',
  'Žogs pie mājas',
  'Pārtrūka sakari',
  'Nevar pieteikties portālā',
  'Jautājums par pabalstu',
  'Čiekurkalns 12–4',
  'made up',
];
const DAY_MS = 86_400_000;
/** Where the world's clock stands when it begins. */
export const WORLD_BEGINS = new Date('2026-11-02T08:00:00Z');
const day = fc.integer({ min: -40, max: 400 }).map(days => new Date(WORLD_BEGINS.getTime() + days * DAY_MS).toISOString().slice(0, 10));
const instant = fc.integer({ min: -40 * 24, max: 60 * 24 }).map(hours => new Date(WORLD_BEGINS.getTime() + (hours * DAY_MS) / 24).toISOString());

function string(schema: Schema): Arbitrary<string> {
  const { minLength = 0, maxLength = 10_000 } = schema;
  if (schema.format === 'uuid') return fc.uuid({ version: 7 });
  if (schema.format === 'date') return day;
  if (schema.format === 'date-time') return instant;
  if (schema.format === 'email') return fc.constantFrom('a@pietura.example', 'b.c+d@pietura.example');
  if (schema.pattern) return matching(schema.pattern, minLength, maxLength);
  const words = WORDS.filter(each => each.length >= minLength && each.length <= maxLength);
  const any = fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 30) });
  // at the edge of what is allowed
  const edge = fc.constantFrom('a', 'ņ').map(letter => letter.repeat(Math.min(maxLength, 10_000)));
  return fc.oneof(
    { arbitrary: words.length > 0 ? fc.constantFrom(...words) : any, weight: 5 },
    { arbitrary: any, weight: 1 },
    { arbitrary: edge, weight: 1 },
    // allowed by the schema, though nobody means it
    { arbitrary: hostileText.map(text => text.slice(0, maxLength).padEnd(minLength, 'x')), weight: 2 },
  );
}

/** Patterns of the document are JavaScript's; some are too rich for the generator: then what they are for is listed by their name in the plan. */
function matching(pattern: string, minLength: number, maxLength: number): Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern), { size: 'small' }).filter(text => text.length >= minLength && text.length <= maxLength);
  } catch {
    return fc.string({ minLength, maxLength: Math.min(maxLength, 50) });
  }
}

function integer(schema: Schema): Arbitrary<number> {
  const min = Math.max(schema.minimum ?? (schema.exclusiveMinimum ?? -1e6) + 1, Number.MIN_SAFE_INTEGER);
  const max = Math.min(schema.maximum ?? (schema.exclusiveMaximum ?? 1e6) - 1, Number.MAX_SAFE_INTEGER);
  return fc.oneof(
    { arbitrary: fc.integer({ min: Math.max(min, Math.min(0, max)), max: Math.max(min, Math.min(max, 20)) }), weight: 3 },
    { arbitrary: fc.integer({ min, max }), weight: 1 },
  );
}
