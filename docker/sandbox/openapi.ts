import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { OPERATIONS, OPERATION_IDS, problem } from './operations.ts';
import type { Operation, OperationId } from './operations.ts';
import { statusOf } from './refusal.ts';
import { switchesShape, switchName, switchShape } from './switches.ts';

/** OpenAPI 3.1 of the agencies' systems, printed from the same declarations that answer. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const id of OPERATION_IDS) {
    const path = openApiPath(OPERATIONS[id].path);
    paths[path] = { ...paths[path], [OPERATIONS[id].method]: describe(id, OPERATIONS[id]) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Agency sandbox',
      version: '1.0.0',
      description: 'Stands in for PMLP and VSAA. Personal codes 3299xx-xxxxx are answered as insured people who died 14 days ago.',
    },
    components: { securitySchemes: { agencyToken: { type: 'http', scheme: 'bearer' } } },
    paths: { ...(paths as ZodOpenApiPathsObject), ...switchPaths },
  });
}

/** Express's `:name` is OpenAPI's `{name}`. */
export const openApiPath = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

function describe(id: OperationId, { agency, summary, params, query, body, reply, status, problems, method }: Operation): ZodOpenApiOperationObject {
  const header = method === 'post' ? z.object({ 'Idempotency-Key': z.string() }) : undefined;
  return {
    operationId: id,
    tags: [agency],
    summary,
    security: [{ agencyToken: [] }],
    requestParams: { ...(params && { path: params }), ...(query && { query }), ...(header && { header }) },
    ...(body && { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: { [status]: { description: 'Done', content: { 'application/json': { schema: reply } } }, ...refusals(problems) },
  };
}

function refusals(codes: string[]): Record<`${1 | 2 | 3 | 4 | 5}${string}`, object> {
  const all = ['not-signed-in', 'invalid-request', ...codes, 'failed', 'down'];
  const byStatus = Map.groupBy(all, statusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      { description: `Problem: ${some.join(', ')}`, content: { 'application/problem+json': { schema: problem } } },
    ]),
  );
}

const switchesAnswer = { 200: { description: 'How the systems misbehave now', content: { 'application/json': { schema: switchesShape } } } };
const switchPaths: ZodOpenApiPathsObject = {
  '/switches': {
    get: { operationId: 'switches', tags: ['switches'], summary: 'How the systems misbehave now', responses: switchesAnswer },
    put: {
      operationId: 'replaceSwitches',
      tags: ['switches'],
      summary: 'Replace all switches; {} switches everything off',
      requestBody: { content: { 'application/json': { schema: switchesShape } } },
      responses: switchesAnswer,
    },
  },
  '/switches/{name}': {
    put: {
      operationId: 'setSwitch',
      tags: ['switches'],
      summary: 'Set the switches of one operation or agency',
      requestParams: { path: z.object({ name: switchName }) },
      requestBody: { content: { 'application/json': { schema: switchShape } } },
      responses: switchesAnswer,
    },
  },
};
