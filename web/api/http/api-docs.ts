import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import type { Endpoint } from '../../contract/endpoint.ts';
import { openApiDocument } from './openapi.ts';

const asset = (name: string) => readFileSync(join(import.meta.dirname, 'api-docs', name), 'utf8');

/** `/openapi.json` for machines and `/api-docs` for people. The page is ours and loads nothing from elsewhere. */
export function apiDocs(endpoints: Endpoint[]): Router {
  const router = Router();
  const document = JSON.stringify(openApiDocument(endpoints));
  const files = { html: asset('page.html'), css: asset('page.css'), js: asset('page.js') };

  router.use(['/openapi.json', '/api-docs'], (_req, res, next) => {
    res.set('Cache-Control', 'no-cache');
    next();
  });
  router.get('/openapi.json', (_req, res) => void res.type('json').send(document));
  router.get('/api-docs', (_req, res) => void res.type('html').send(files.html));
  router.get('/api-docs/page.css', (_req, res) => void res.type('css').send(files.css));
  router.get('/api-docs/page.js', (_req, res) => void res.type('js').send(files.js));
  return router;
}
