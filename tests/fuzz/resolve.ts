import { wordOf } from './people.ts';
import { fieldAnswers } from './form-answers.ts';
import { Hole, MINE } from './from-schema.ts';
import { HOSTILE_TEXTS, Raw, RAWS } from './hostile.ts';
import type { Sent } from './dress.ts';
import { multipart, CONTENTS } from './files.ts';
import type { Plan } from './plan.ts';
import { kindOf, type Pool } from './pool.ts';

/** A request ready to be sent, with the values that holes got. */
export type Ready = { sent: Sent; params: Record<string, unknown> };

/** Fills the holes of a plan with what is known now, as this person would, and makes the bytes. */
export function resolve(plan: Plan, pool: Pool, who: string, key: string): Ready {
  const { operation } = plan;
  const fill = makeFill(plan, pool, who);
  const params = fill(plan.params, '') as Record<string, unknown>;
  const query = fill(plan.query, '') as Record<string, unknown>;
  const last = Object.values(params)
    .filter(it => typeof it === 'string')
    .at(-1) as string | undefined;
  const body = makeFill(plan, pool, who, last)(plan.body, '');

  const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => encode(textOf(params[name])) || 'x');
  const search = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const bytes = plan.file ? fileBody(plan) : jsonBody(body);
  const sent: Sent = {
    method: operation.method,
    path: search.length > 0 ? `${path}?${search.map(([name, value]) => `${encode(name)}=${encode(textOf(value))}`).join('&')}` : path,
    headers: { ...(bytes && { 'content-type': bytes.type }), ...(operation.idempotent && { 'idempotency-key': key }) },
    body: bytes?.body ?? Buffer.alloc(0),
  };
  return { sent, params };
}

/** A cursor of ours with something else in one of its places; without one to bend, one that looks like it. */
function bent(cursor: string | undefined, pick: number): string {
  const key = (cursor && parts(cursor)) || ['2026-11-02T08:00:00.000Z', '0192f000-0000-7000-8000-000000000001'];
  key[pick % key.length] = HOSTILE_TEXTS[(pick * 7) % HOSTILE_TEXTS.length];
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function parts(cursor: string): unknown[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** As `encodeURIComponent`, but half a surrogate pair becomes the bytes a careless client would send. */
const encode = (text: string): string =>
  encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ue000')).replaceAll(
    encodeURIComponent('\ue000'),
    '%ED%A0%80',
  );

function jsonBody(body: unknown): { type: string; body: Buffer } | undefined {
  if (body === undefined) return undefined;
  return { type: 'application/json', body: Buffer.from(withRaws(JSON.stringify(body) ?? 'null')) };
}

const withRaws = (json: string): string => Object.entries(RAWS).reduce((text, [key, raw]) => text.replaceAll(`"${key}"`, raw), json);

function fileBody({ operation, file }: Plan): { type: string; body: Buffer } {
  if (operation.consumes === 'multipart/form-data') return multipart(file!);
  return { type: operation.consumes!, body: CONTENTS[file!.content]!() };
}

function makeFill({ operation }: Plan, pool: Pool, who: string, lastId?: string) {
  const fill = (value: unknown, around: unknown): unknown => {
    if (value instanceof Hole) return filled(value, around);
    if (value instanceof Raw) return value.key;
    if (value === MINE) return wordOf(who);
    if (Array.isArray(value)) return value.map(each => fill(each, around));
    if (typeof value !== 'object' || value === null) return value;
    const copy = {};
    for (const [key, each] of Object.entries(value))
      Object.defineProperty(copy, key, {
        value: fill(each, value === around ? around : { ...(around as object), ...value }),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    return copy;
  };
  const filled = ({ name, pick }: Hole, around: unknown): unknown => {
    if (name === 'answers') return answersFor(around as Record<string, unknown>, pick);
    if (name === 'version' || name === 'revision' || name === 'seen') return (pool.versionOf(lastId) ?? 1) + (pick > 20 ? 1 : 0);
    const kind = kindOf(name, operation);
    if (name === 'cursor' && pick > 12) return bent(pool.take(kind, pick, who), pick);
    return pool.take(kind, pick, who) ?? pool.any(pick) ?? '00000000-0000-7000-8000-000000000000';
  };
  /** Of the form of this task, or of the service that is applied for. */
  const answersFor = ({ serviceId }: Record<string, unknown>, pick: number): unknown => {
    const service = serviceId instanceof Hole ? filled(serviceId, {}) : serviceId;
    const schema = pool.forms.get(lastId ?? '') ?? pool.forms.get(typeof service === 'string' ? service : '');
    return schema ? fieldAnswers(schema, pick) : {};
  };
  return fill;
}
