// Mends what is wrong in the newest release of a package and reported there. Run after every installation of packages; may run again.
// Needs nothing but Node 20.19. A package that is not as expected (a newer release) is a failure: look whether it is mended there.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules');

/**
 * postgres 3.4.9 (porsager/postgres #1066, #1154, #1208): when a connection dies while something waits to be written on it, or while a
 * transaction still has its rollback to say, the write that was put off fails where nobody can catch it and ends the program; and a
 * connection whose put-off write was cancelled never writes again. Worse: a transaction that has lost its connection speaks on with whoever
 * got the connection next, its rollback in the middle of another's transaction. Found by the redelivery proof (docs/proof.md).
 */
const MENDED = [
  {
    file: 'postgres/src/connection.js',
    edits: [
      [
        "      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))\n\n    if (stream)",
        "      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))\n\n    if (socket === null)\n      return (queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true)\n\n    if (stream)",
      ],
      [
        '  function nextWrite(fn) {\n    const x',
        '  function nextWrite(fn) {\n    if (socket === null) {\n      chunk = nextWriteTimer = null\n      return true\n    }\n    const x',
      ],
      ['    clearImmediate(nextWriteTimer)\n    if (socket) {', '    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket) {'],
      [
        '    clearImmediate(nextWriteTimer)\n    socket.removeListener',
        '    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
      ],
    ],
  },
  {
    file: 'postgres/src/index.js',
    edits: [
      ['    let savepoints = 0\n      , connection\n', '    let savepoints = 0\n      , lost = null\n      , connection\n'],
      ['connection.onclose = reject)', 'connection.onclose = e => { lost = e; reject(e) })'],
      [
        'uncaughtError || (uncaughtError = e))\n        c.queue === full',
        'uncaughtError || (uncaughtError = e))\n        if (lost)\n          return q.reject(lost)\n        c.queue === full',
      ],
    ],
  },
];

/** Each text becomes the other, once. A file that others share by hard links is replaced, not written into. */
export function mendPackages(modules = MODULES) {
  for (const { file, edits } of MENDED) {
    const path = join(modules, file);
    if (!existsSync(path)) continue;
    const text = readFileSync(path, 'utf8');
    const mended = edits.reduce((so, [find, put]) => {
      if (so.includes(put)) return so;
      if (so.split(find).length !== 2) throw new Error(`${file} is not as expected: is it mended there? See docker/local/mend-packages.mjs`);
      return so.replace(find, () => put);
    }, text);
    if (mended === text) continue;
    writeFileSync(`${path}.${process.pid}`, mended);
    renameSync(`${path}.${process.pid}`, path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) mendPackages();
