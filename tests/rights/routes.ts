import { openApiDocument } from '../../web/api/http/openapi.ts';
import { ENDPOINTS } from '../../web/contract/index.ts';
import type { PersonalOf } from '../../web/contract/personal.ts';

/** As much of JSON Schema as contracts are printed in. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  format?: string;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  minItems?: number;
  default?: unknown;
  /** Whose data it holds. */ 'x-personal'?: PersonalOf;
  additionalProperties?: Schema | boolean;
};
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema };
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  security?: unknown;
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
  'x-personal'?: PersonalOf[];
  'x-oneself'?: boolean;
};

/** One operation of the OpenAPI document. `name`: "GET /api/cases/{caseId}". */
export type Route = {
  name: string;
  method: string;
  path: string;
  params: string[];
  query: Parameter[];
  media: string | null;
  body: Schema | null;
  /** Of the successful answer. */
  reply: Schema | null;
  /** Names in the query and at the top of the body. */
  fields: string[];
  /** Whose data the successful answer carries. */
  carries: readonly PersonalOf[];
  /** It holds nothing but what belongs to whoever asks. */
  oneself: boolean;
};

export type Api = { routes: Route[]; resolve(schema: Schema): Schema };

/** The routes of the OpenAPI document as the contracts print it now: a new route is among them without anybody remembering. */
export function readApi(): Api {
  const document = openApiDocument(ENDPOINTS) as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  };
  const resolve = (schema: Schema): Schema => {
    if (!schema.$ref) return schema;
    const found = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    if (!found) throw new Error(`The OpenAPI document has no ${schema.$ref}`);
    return resolve(found);
  };
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => readRoute(path, method, operation, resolve)),
  );
  return { routes, resolve };
}

function readRoute(path: string, method: string, operation: Operation, resolve: Api['resolve']): Route {
  const parameters = operation.parameters ?? [];
  const [media, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [null, null];
  const query = parameters.filter(it => it.in === 'query');
  const body = content?.schema ? resolve(content.schema) : null;
  const answer = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    params: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
    query,
    media,
    body,
    reply: answer?.content?.['application/json']?.schema ?? null,
    carries: operation['x-personal'] ?? [],
    oneself: operation['x-oneself'] === true,
    fields: [...query.map(it => it.name), ...fieldsOf(body, resolve)],
  };
}

function fieldsOf(schema: Schema | null, resolve: Api['resolve']): string[] {
  if (!schema) return [];
  const { properties = {}, anyOf = [], oneOf = [], allOf = [] } = resolve(schema);
  return [...new Set([...Object.keys(properties), ...[...anyOf, ...oneOf, ...allOf].flatMap(it => fieldsOf(it, resolve))])];
}
