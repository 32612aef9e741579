import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
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

  return {
    write,
    put: (content: Buffer): Promise<Blob> => write(Readable.from([content])),
    has: (sha256: string): Promise<boolean> =>
      access(pathOf(sha256)).then(
        () => true,
        () => false,
      ),
    read: (sha256: string): Promise<Buffer> => readFile(pathOf(sha256)),
    open: (sha256: string): Readable => createReadStream(pathOf(sha256)),
    pathOf,
  };
}
