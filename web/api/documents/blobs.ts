import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type Blobs = ReturnType<typeof makeBlobs>;
export type Blob = { sha256: string; bytes: number };

/**
 * Bytes under their own sha256, in a folder. The same bytes twice are one file; a file that exists is whole, because it is
 * written under another name first. S3 and its like can take its place behind these functions.
 */
export function makeBlobs(folder: string) {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  /** Streams into the store. The stream's own errors (too large, gone) leave nothing behind. */
  async function write(source: Readable): Promise<Blob> {
    const partial = join(folder, 'partial', randomUUID());
    await mkdir(join(folder, 'partial'), { recursive: true });
    const hash = createHash('sha256');
    let bytes = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, meter, createWriteStream(partial));
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    const sha256 = hash.digest('hex');
    await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
    await rename(partial, pathOf(sha256));
    return { sha256, bytes };
  }

  const touchedBefore = async (path: string, before: Date) => (await stat(path)).mtime < before;

  /** What lies in a folder of the store and was last written before then. */
  async function untouchedIn(name: string, before: Date): Promise<string[]> {
    const names = await readdir(join(folder, name)).catch(() => []);
    const old = await Promise.all(names.map(it => touchedBefore(join(folder, name, it), before).catch(() => false)));
    return names.filter((_, at) => old[at]);
  }

  /** Taken out of the way first, looked at, then thrown away: bytes that somebody has written anew meanwhile go back. */
  async function forget(sha256: string, before: Date): Promise<boolean> {
    const aside = join(folder, 'partial', randomUUID());
    const there = await rename(pathOf(sha256), aside).then(
      () => true,
      () => false, // another program sweeps too
    );
    if (!there) return false;
    const old = await touchedBefore(aside, before);
    await (old ? rm(aside, { force: true }) : rename(aside, pathOf(sha256)));
    return old;
  }

  /**
   * Throws away what nobody refers to and was last written before `before`, by the clock of the machine that keeps the files.
   * Who writes the same bytes again makes them young again. Returns how many. `referred` is asked folder by folder.
   */
  async function sweep({ before, referred }: { before: Date; referred(sha256s: string[]): Promise<Set<string>> }): Promise<number> {
    await mkdir(join(folder, 'partial'), { recursive: true });
    let swept = 0;
    for (const name of (await readdir(folder)).filter(it => it === 'partial' || /^[0-9a-f]{2}$/.test(it))) {
      const old = await untouchedIn(name, before);
      if (old.length === 0) continue;
      if (name === 'partial') await Promise.all(old.map(it => rm(join(folder, name, it), { force: true })));
      else {
        const kept = await referred(old);
        for (const sha256 of old.filter(it => !kept.has(it))) if (await forget(sha256, before)) swept += 1;
      }
    }
    return swept;
  }

  return {
    write,
    sweep,
    put: (content: Buffer): Promise<Blob> => write(Readable.from([content])),
    has: (sha256: string): Promise<boolean> =>
      access(pathOf(sha256)).then(
        () => true,
        () => false,
      ),
    read: (sha256: string): Promise<Buffer> => readFile(pathOf(sha256)),
    open: (sha256: string): Readable => createReadStream(pathOf(sha256)),
    /** What is not there is gone already. */
    remove: (sha256: string): Promise<void> => rm(pathOf(sha256), { force: true }),
    pathOf,
  };
}
