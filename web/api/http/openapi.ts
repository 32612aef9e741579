import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { PROBLEMS } from '../../../platform/problem.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { carriedBy } from '../../contract/personal.ts';

const problem = z
  .object({
    type: z.string(),
    slug: z.enum(Object.keys(PROBLEMS) as [string, ...string[]]).optional(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    faults: z.array(z.object({ path: z.string(), code: z.string(), message: z.string().optional() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

/** `/api/cases/:caseId` is written `/api/cases/{caseId}` in OpenAPI. */
const openApiPath = (path: string) => path.replace(/:(\w+)/g, '{$1}');

const named = (it: Endpoint) =>
  `${it.method}${openApiPath(it.path)
    .replace(/^\/api/, '')
    .replace(/[^a-zA-Z]+(\w)?/g, (_all, letter: string | undefined) => letter?.toUpperCase() ?? '')}`;

const bodyOf = (consumes: NonNullable<Endpoint['consumes']>) =>
  consumes === 'multipart/form-data' ? z.object({ file: z.string().meta({ format: 'binary' }) }) : z.string().meta({ format: 'binary' });

function operation(it: Endpoint): ZodOpenApiOperationObject {
  const status = String(it.status ?? (it.reply || it.produces ? 200 : 204));
  const content = it.produces ? { [it.produces]: { schema: z.string() } } : it.reply ? { 'application/json': { schema: it.reply } } : undefined;
  const header = it.idempotent
    ? {
        header: z.object({
          'Idempotency-Key': z.string().min(8).max(200).meta({ description: 'The same key gives the same answer again; another body is refused with 422' }),
        }),
      }
    : {};
  const refusals = [
    ...new Set([
      'invalid-request' as const,
      'too-many-requests' as const,
      'busy' as const,
      'not-signed-in' as const,
      ...(it.body || it.consumes ? (['too-large', 'unsupported-type'] as const) : []),
      ...it.problems,
    ]),
  ];
  const byStatus = Map.groupBy(refusals, slug => String(PROBLEMS[slug][0]));

  return {
    operationId: named(it),
    summary: it.summary,
    tags: [it.tag],
    ...(it.access === 'signed-in' && { security: [{ bearer: [] }] }),
    ...(carriedBy(it).length > 0 && { 'x-personal': carriedBy(it) }),
    ...(it.oneself && { 'x-oneself': true }),
    requestParams: { ...(it.params && { path: it.params as z.ZodObject }), ...(it.query && { query: it.query as z.ZodObject }), ...header },
    ...(it.body && { requestBody: { required: true, content: { 'application/json': { schema: it.body } } } }),
    ...(it.consumes && { requestBody: { required: true, content: { [it.consumes]: { schema: bodyOf(it.consumes) } } } }),
    responses: {
      [status]: { description: 'Done', ...(content && { content }) },
      ...Object.fromEntries(
        [...byStatus].map(([code, slugs]) => [code, { description: slugs.join(', '), content: { 'application/problem+json': { schema: problem } } }]),
      ),
    },
  } as ZodOpenApiOperationObject;
}

/** The OpenAPI 3.1 document, printed from the same contracts that the routes are bound by. */
export function openApiDocument(endpoints: Endpoint[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const it of endpoints) {
    const path = openApiPath(it.path);
    paths[path] = { ...paths[path], [it.method]: operation(it) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Pietura',
      version: '1',
      description: 'One-stop case management for public services. Errors are RFC 9457 problems; instants ISO 8601 with zone; keyset paging by `cursor`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  });
}
