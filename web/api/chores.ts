import { forgetUploads } from './documents/uploads.ts';
import { forgetOldKeys } from './http/once.ts';
import type { Foundation } from './deps.ts';

const EVERY_MS = 3_600_000;

/** What must be thrown away now and then. Several programs may do it at once: deleting twice deletes once. */
export function startChores({ db, now, log }: Pick<Foundation, 'db' | 'now' | 'log'>): { stop(): void } {
  const run = () => {
    Promise.all([forgetOldKeys(db, now()), forgetUploads(db, now())]).then(
      ([keys, uploads]) => keys + uploads > 0 && log.info({ keys, uploads }, 'old keys and uploads thrown away'),
      (error: Error) => log.warn({ cause: error.name }, 'chores failed; they run again in an hour'),
    );
  };
  const timer = setInterval(run, EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}
