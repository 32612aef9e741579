import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ENDPOINTS } from '../../contract/index.ts';
import { openApiDocument } from './openapi.ts';

const document = JSON.parse(JSON.stringify(openApiDocument(ENDPOINTS))) as {
  openapi: string;
  paths: Record<string, Record<string, any>>;
  components: { schemas: Record<string, unknown> };
};
const operations = Object.values(document.paths).flatMap(item => Object.values(item));

it('docs/openapi.json is what the contracts say (npm run openapi)', () => {
  const committed: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8'));

  expect(committed).toEqual(document);
});

it('has every endpoint once, each with an id of its own', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(operations).toHaveLength(ENDPOINTS.length);
  expect(new Set(operations.map(it => it.operationId)).size).toBe(ENDPOINTS.length);
});

it('shares the schemas that have names', () => {
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Case', 'CaseSummary', 'Task', 'Problem', 'Text']));
});

it('asks for the idempotency key wherever something is created, and for a token wherever one is needed', () => {
  for (const it of ENDPOINTS) {
    const operation = document.paths[it.path.replace(/:(\w+)/g, '{$1}')]?.[it.method];
    const headers = (operation.parameters ?? [])
      .filter((parameter: { in: string }) => parameter.in === 'header')
      .map((parameter: { name: string }) => parameter.name);

    expect(headers).toEqual(it.idempotent ? ['Idempotency-Key'] : []);
    expect(operation.security).toEqual(it.access === 'signed-in' ? [{ bearer: [] }] : undefined);
  }
});
