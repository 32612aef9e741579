import { crc32 } from 'node:zlib';
import type { Writable } from 'node:stream';
import { once } from 'node:events';

export type ArchiveFile = { name: string; at: Date; read(): Promise<Buffer> };

const UTF8_NAMES = 0x0800;

/**
 * Writes a zip in which each file lies as it is (office files and pictures are packed already), one file in memory at a time. Names
 * that come twice get a number.
 */
export async function writeZip(out: Writable, files: ArchiveFile[]): Promise<void> {
  const directory: Buffer[] = [];
  const taken = new Set<string>();
  let offset = 0;
  const write = async (bytes: Buffer) => {
    offset += bytes.length;
    if (!out.write(bytes)) await once(out, 'drain');
  };
  for (const { name, at, read } of files) {
    const content = await read();
    const fields = fieldsOf(content, at, Buffer.from(uniqueName(name, taken)));
    directory.push(centralEntry(fields, offset));
    await write(Buffer.concat([signature(0x04034b50), fields.common, fields.name]));
    await write(content);
  }
  const start = offset;
  for (const entry of directory) await write(entry);
  await write(endOf(files.length, offset - start, start));
  out.end();
}

function uniqueName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${stem} (${count})${ending}`;
  taken.add(free);
  return free;
}

/** What the local header and the directory have in common: version, flags, method 0, time, checksum, sizes, length of the name. */
function fieldsOf(content: Buffer, at: Date, name: Buffer) {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(UTF8_NAMES, 2);
  common.writeUInt16LE((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), 6);
  common.writeUInt16LE(((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  return { common, name };
}

function centralEntry({ common, name }: { common: Buffer; name: Buffer }, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), common, rest, name]);
}

function endOf(count: number, length: number, start: number): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(length, 8);
  end.writeUInt32LE(start, 12);
  return Buffer.concat([signature(0x06054b50), end]);
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
