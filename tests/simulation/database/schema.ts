import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `to`: another model; `of`: our columns, `their`: theirs; both empty on the side that holds no key. */
export type Relation = { name: string; to: string; list: boolean; label: string; of: string[]; their: string[] };
export type Field = { name: string; type: string; list: boolean; optional: boolean; value?: () => unknown };
export type Model = { name: string; fields: Map<string, Field>; relations: Map<string, Relation>; id: string[]; uniques: string[][] };

const names = (text: string): string[] => text.split(',').map(it => it.trim().replace(/\(.*$/, ''));
const listed = (attribute: string, rest: string): string[] =>
  names(new RegExp(`${attribute}:?\\s*\\[([^\\]]*)\\]`).exec(rest)?.[1] ?? '').filter(it => it !== '');

/**
 * Tables, defaults, keys and relations as prisma/schema.prisma says them, so that the simulated database has whatever the real one has
 * without anybody remembering.
 */
export function readSchema(newId: () => string, now: () => Date, file = join(import.meta.dirname, '../../../prisma/schema.prisma')): Map<string, Model> {
  const models = new Map<string, Model>();
  let model: Model | undefined;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const begin = /^model (\w+) \{/.exec(line);
    if (begin) models.set(delegate(begin[1]!), (model = { name: delegate(begin[1]!), fields: new Map(), relations: new Map(), id: [], uniques: [] }));
    else if (line.startsWith('}')) model = undefined;
    else if (model) readLine(model, line.replace(/\/\/\/.*$/, ''), newId, now);
  }
  for (const each of models.values()) for (const [name, { type }] of each.fields) if (models.has(delegate(type))) each.fields.delete(name);
  linkBack(models);
  return models;
}

const delegate = (name: string) => name[0]!.toLowerCase() + name.slice(1);

function readLine(model: Model, line: string, newId: () => string, now: () => Date): void {
  const key = /^\s*@@(id|unique)\(\[([^\]]*)\]/.exec(line);
  if (key) return void (key[1] === 'id' ? (model.id = names(key[2]!)) : model.uniques.push(names(key[2]!)));
  const [, name, type, sign, rest = ''] = /^\s+(\w+)\s+(\w+)(\[\]|\?)?(.*)$/.exec(line) ?? [];
  if (!name || !type) return;
  if (/^[A-Z]/.test(type) && !SCALARS.has(type)) {
    const label = /@relation\("([^"]+)"/.exec(rest)?.[1] ?? '';
    model.relations.set(name, { name, to: delegate(type), list: sign === '[]', label, of: listed('fields', rest), their: listed('references', rest) });
    return;
  }
  const value = defaultOf(rest, newId, now);
  model.fields.set(name, { name, type, list: sign === '[]', optional: sign === '?', ...(value && { value }) });
  if (/@id\b/.test(rest)) model.id = [name];
  if (/@unique\b/.test(rest)) model.uniques.push([name]);
}

const SCALARS = new Set(['String', 'Int', 'BigInt', 'Boolean', 'DateTime', 'Json', 'Float', 'Bytes', 'Decimal']);

function defaultOf(rest: string, newId: () => string, now: () => Date): (() => unknown) | undefined {
  const text = /@default\(((?:[^()]|\([^()]*\))*)\)/.exec(rest)?.[1];
  if (text === undefined) return undefined;
  if (text.startsWith('uuid') || text.startsWith('dbgenerated')) return newId;
  if (text === 'now()') return now;
  if (text === 'autoincrement()') return () => undefined; // the table counts
  return () => JSON.parse(text) as unknown;
}

/** The side without the key finds it on the other one. */
function linkBack(models: Map<string, Model>): void {
  for (const model of models.values())
    for (const relation of model.relations.values()) {
      if (relation.of.length > 0) continue;
      const other = [...models.get(relation.to)!.relations.values()].find(it => it.to === model.name && it.of.length > 0 && it.label === relation.label);
      if (other) Object.assign(relation, { of: other.their, their: other.of });
    }
}
