import type { Route } from '@playwright/test';
import { z } from 'zod';
import type { Endpoint, ReplyOf } from '../../web/contract/endpoint.ts';
import { HANG, json, type Instead } from './scene.ts';

/** Believable but long: what people really write and how people and agencies are really called. */
export const LONG = 'Iesniegums par nepareizi aprēķinātu apbedīšanas pabalstu, jo pārdzīvojušā laulātā darbnespējas periods nav ņemts vērā';
export const NAME = 'Maksimiliāna-Aleksandra Vecvagare-Jēkabpilsētniece';
const ENGLISH = 'A complaint about a funeral benefit reckoned wrongly, because the time of incapacity for work was left out';
/** What the contract wants in a form of its own. */
const SHAPED = ['0008 1001', '09:00', '2026-11', 'all', '1', 'srv-0012', 'SRV-####'];
/** A page without a word. */
export const PDF = (route: Route) =>
  route.fulfill({
    contentType: 'application/pdf',
    body: '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  });
/** So many of each thing that there can be many of. */
const COUNT = 3;
const DAY = '2026-11-20';

type Shape = {
  $ref?: string;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  const?: unknown;
  enum?: unknown[];
  type?: string | string[];
  properties?: Record<string, Shape>;
  propertyNames?: Shape;
  additionalProperties?: Shape | boolean;
  prefixItems?: Shape[];
  items?: Shape;
  minItems?: number;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
};

/** `at`: which one of several it is; `count`: how many there are of what there can be many of. */
function make(shape: Shape, defs: Record<string, Shape>, count: number, key = '', at = 0): unknown {
  const again = (it: Shape, name = key, nth = at) => make(it, defs, count, name, nth);
  if (shape.$ref) return again(defs[shape.$ref.split('/').at(-1)!]!);
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map(it => again(it)));
  const choices = (shape.anyOf ?? shape.oneOf)?.filter(it => it.type !== 'null');
  if (choices) return again(choices[at % choices.length]!);
  if ('const' in shape) return shape.const;
  if (shape.enum) return shape.enum[at % shape.enum.length];
  switch ([shape.type].flat().find(it => it !== 'null')) {
    case 'object': {
      const keys = shape.propertyNames?.enum as string[] | undefined;
      const rest = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : {};
      const named = keys ? keys.map((name): [string, Shape] => [name, rest]) : Object.entries(shape.properties ?? {});
      return Object.fromEntries(named.map(([name, it]) => [name, again(it, name)]));
    }
    case 'array':
      if (shape.prefixItems) return shape.prefixItems.map((it, nth) => again(it, key, nth));
      if (shape.items?.enum) return shape.items.enum; // rights: all there are
      return Array.from({ length: Math.max(count, shape.minItems ?? 0) }, (_, nth) => again(shape.items ?? {}, key, nth));
    case 'integer':
    case 'number':
      return Math.min(Math.max(shape.minimum ?? 0, at + 2), shape.maximum ?? Infinity);
    case 'boolean':
      return at % 2 === 0;
    default:
      return text(shape, key, at);
  }
}

function text({ format, pattern, minLength = 0, maxLength = LONG.length }: Shape, key: string, at: number): string {
  if (format === 'uuid') return `00000000-0000-7000-8000-${String(at + 1).padStart(12, '0')}`;
  if (format === 'date') return DAY;
  if (format === 'date-time') return `${DAY}T1${at % 10}:00:00Z`;
  if (format === 'uri') return 'https://likumi.lv/ta/id/42';
  if (pattern) {
    const shaped = SHAPED.find(it => new RegExp(pattern, 'u').test(it));
    if (!shaped) throw new Error(`Nothing is like ${pattern}`);
    return shaped;
  }
  if (key === 'id') return `id-${at + 1}`;
  const words = key === 'en' ? ENGLISH : key === 'name' ? NAME : LONG;
  return `${at > 0 ? `${at + 1}. ` : ''}${words}`.slice(0, maxLength).padEnd(minLength, '0');
}

/** What an endpoint may answer at its fullest, by its contract: everything said, in the longest words. `count`: of each list. */
export function example<E extends Endpoint>({ reply }: E, count = COUNT): ReplyOf<E> {
  const shape = z.toJSONSchema(reply!, { io: 'output', unrepresentable: 'any' }) as Shape & { $defs?: Record<string, Shape> };
  return make(shape, shape.$defs ?? {}, count) as ReplyOf<E>;
}

/** Answers in its own way; what has the same address but another method goes on as it was. */
export const answersBy = (endpoint: Endpoint, answer: (route: Route) => Promise<unknown> | void): Instead => ({
  url: new RegExp(`^https?://[^/]+${endpoint.path.replace(/:\w+/g, '[^/?]+')}(\\?|$)`),
  answer: route => (route.request().method().toLowerCase() === endpoint.method ? answer(route) : route.fallback()),
});

export const answers = <E extends Endpoint>(endpoint: E, body: ReplyOf<E>): Instead => answersBy(endpoint, json(body));
/** Everything it can say. */
export const filled = <E extends Endpoint>(endpoint: E, change: (it: ReplyOf<E>) => ReplyOf<E> = it => it): Instead =>
  answers(endpoint, change(example(endpoint)));
/** What it answers when there is nothing yet. */
export const empty = <E extends Endpoint>(endpoint: E): Instead => {
  const nothing = example(endpoint, 0) as object;
  return answersBy(endpoint, json({ ...nothing, ...('next' in nothing && { next: null }) }));
};
export const fails = (endpoint: Endpoint): Instead => answersBy(endpoint, json({ title: 'Something went wrong', status: 500, instance: 'example' }, 500));
export const hangs = (endpoint: Endpoint): Instead => answersBy(endpoint, HANG);
/** What it really answers, with something else in it. */
export const changed = <E extends Endpoint>(endpoint: E, change: (it: ReplyOf<E>) => Partial<ReplyOf<E>>): Instead =>
  answersBy(endpoint, async route => {
    const found = (await (await route.fetch()).json()) as ReplyOf<E> & object;
    await json({ ...found, ...change(found) })(route);
  });
