import { join } from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import compressed from 'express-static-gzip';

/** Where `vite build` puts the web application. */
export const WEB_APP = join(import.meta.dirname, '../../app/dist');

const YEAR_MS = 365 * 24 * 3_600_000;

/**
 * The web application: files whose names carry a hash never change, everything else is asked for again. A path that is no file
 * and looks like a page is the application's own route, so that a link to a case opens.
 */
export function webApp(folder = WEB_APP): Router {
  const router = Router();
  // the build has compressed them once, better than there is time for at each request
  router.use(
    '/assets',
    compressed(join(folder, 'assets'), {
      enableBrotli: true,
      index: false,
      serveStatic: { immutable: true, maxAge: YEAR_MS, fallthrough: false },
    }),
  );
  router.use(express.static(folder, { index: false, setHeaders: res => void res.set('Cache-Control', 'no-cache') }));
  router.get('/{*path}', page(folder));
  return router;
}

const page =
  (folder: string): RequestHandler =>
  (req, res, next) => {
    const isPage = !/^\/(api|assets)\//.test(req.path) && !/\.[a-z0-9]+$/i.test(req.path);
    if (!isPage) return next();
    // a missing file is answered by the last handler: the application has not been built
    res.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder }, error => error && next());
  };
