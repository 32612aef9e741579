import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** JSON schema as the OpenAPI document writes it; only what that document uses. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};
type Content = Record<string, { schema: Schema }>;
type Parameter = { in: 'path' | 'query' | 'header'; name: string; required?: boolean; schema: Schema };
type RawOperation = {
  operationId: string;
  tags: string[];
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};
type Raw = { paths: Record<string, Record<string, RawOperation>>; components: { schemas: Record<string, Schema> } };

export type Operation = {
  /** `POST /api/cases/{caseId}/messages`: for people, and the key in every list. */
  name: string;
  method: string;
  path: string;
  /** Names of what stands in the path, in order. */
  params: Parameter[];
  query: Parameter[];
  body?: Schema;
  consumes?: string;
  isPublic: boolean;
  idempotent: boolean;
  responses: RawOperation['responses'];
};
export type Api = { operations: Operation[]; schemas: Record<string, Schema>; raw: Raw };

const JSON_TYPE = 'application/json';

/** The OpenAPI document in docs/, which a test keeps equal to the contracts: a new route is fuzzed without anybody remembering. */
export function readApi(): Api {
  const raw = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8')) as Raw;
  const operations = Object.entries(raw.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, it]) => operation(path, method, it)));
  return { operations, schemas: raw.components.schemas, raw };
}

function operation(path: string, method: string, it: RawOperation): Operation {
  const parameters = it.parameters ?? [];
  const content = it.requestBody?.content ?? {};
  const consumes = Object.keys(content)[0];
  const body = content[JSON_TYPE]?.schema;
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    params: parameters.filter(each => each.in === 'path'),
    query: parameters.filter(each => each.in === 'query'),
    ...(body && { body }),
    ...(consumes && consumes !== JSON_TYPE && { consumes }),
    isPublic: !it.security,
    idempotent: parameters.some(each => each.in === 'header' && each.name === 'Idempotency-Key'),
    responses: it.responses,
  };
}
