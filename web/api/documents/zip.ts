import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

export type ZipEntry = { name: string; encrypted: boolean; method: number; compressed: number; offset: number };

/** Not a zip that can be read to its end. */
export class DamagedZip extends Error {}
/** Unpacked it is far larger than anybody's document: made to choke whoever opens it. */
export class ZipBomb extends Error {}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record is the last 22 bytes, but for a comment of at most 64 kB. */
const END_WITHIN = 22 + 65_535;
const MOST_ENTRIES = 10_000;
/** No office document unpacks to more, in bytes. */
const MOST_UNPACKED = 512 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;

/** What the central directory of a zip lists. @throws DamagedZip, ZipBomb when it lists too much */
export async function readEntries(path: string): Promise<ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = await bytesAt(file, Math.max(0, size - END_WITHIN), Math.min(size, END_WITHIN));
    const at = lastIndexOf(tail, END);
    if (at < 0) throw new DamagedZip('No end of a central directory');
    const count = tail.readUInt16LE(at + 10);
    // 65 535 entries or more are counted in zip64, which no document needs
    if (count > MOST_ENTRIES) throw new ZipBomb(`${count} entries`);
    const [length, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (offset + length > size) throw new DamagedZip('The central directory lies outside the file');
    return entriesOf(await bytesAt(file, offset, length), count);
  } finally {
    await file.close();
  }
}

function entriesOf(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw new DamagedZip('The central directory breaks off');
    const lengths = [28, 30, 32].map(field => directory.readUInt16LE(at + field));
    const name = directory.toString('utf8', at + 46, at + 46 + lengths[0]!);
    entries.push({
      name,
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      compressed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + lengths.reduce((sum, it) => sum + it, 0);
  }
  return entries;
}

/**
 * Unpacks everything into nowhere and counts: what the directory says of sizes may be a lie.
 * @throws ZipBomb when it is more than MOST_UNPACKED bytes; DamagedZip when it cannot be unpacked
 */
export async function refuseBomb(path: string, entries: ZipEntry[], most = MOST_UNPACKED): Promise<void> {
  let unpacked = 0;
  const count = (bytes: number) => {
    unpacked += bytes;
    if (unpacked > most) throw new ZipBomb(`More than ${most} bytes`);
  };
  const file = await open(path);
  try {
    for (const entry of entries.filter(it => it.compressed > 0)) {
      if (entry.method === STORED) count(entry.compressed);
      else if (entry.method === DEFLATED) await inflate(path, await startOf(file, entry), entry.compressed, count);
      else throw new DamagedZip(`Method ${entry.method}`);
    }
  } finally {
    await file.close();
  }
}

async function startOf(file: FileHandle, { offset }: ZipEntry): Promise<number> {
  const head = await bytesAt(file, offset, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw new DamagedZip('An entry is not where it should be');
  return offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}

async function inflate(path: string, start: number, length: number, count: (bytes: number) => void): Promise<void> {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        count(chunk.length);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  try {
    await pipeline(createReadStream(path, { start, end: start + length - 1 }), createInflateRaw(), sink);
  } catch (error) {
    throw error instanceof ZipBomb ? error : new DamagedZip((error as Error).message);
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function lastIndexOf(bytes: Buffer, signature: number): number {
  const sought = Buffer.alloc(4);
  sought.writeUInt32LE(signature);
  for (let at = bytes.lastIndexOf(sought); at >= 0; at = at > 0 ? bytes.lastIndexOf(sought, at - 1) : -1) if (at + 22 <= bytes.length) return at;
  return -1;
}
