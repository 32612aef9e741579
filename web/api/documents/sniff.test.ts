import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sniff } from './sniff.ts';
import { readEntries, refuseBomb, ZipBomb } from './zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'pietura-sniff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'file');

type Entry = { name: string; content: Buffer; packed?: boolean; encrypted?: boolean; lie?: number };

/** A zip as programs write them: local headers, contents, directory, end. `lie` = the size that the directory claims. */
function zip(...entries: (Entry | [string, string])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const {
      name,
      content,
      packed = false,
      encrypted = false,
      lie,
    } = Array.isArray(entry) ? ({ name: entry[0], content: Buffer.from(entry[1]) } as Entry) : entry;
    const body = packed ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(packed ? 8 : 0, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(body.length, 14);
    fields.writeUInt32LE(lie ?? content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 0]), fields, rest, Buffer.from(name));
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, Buffer.from(name), body]);
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}

const ASICE = 'application/vnd.etsi.asic-e+zip';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ODT = 'application/vnd.oasis.opendocument.text';
const ODS = 'application/vnd.oasis.opendocument.spreadsheet';
const office = (type: string, part: string, ...more: [string, string][]) =>
  zip(['[Content_Types].xml', `<Types><Override PartName="/${part}" ContentType="${type}.main+xml"/></Types>`], [part, '<x/>'], ...more);

const pdf = Buffer.from('%PDF-1.7\n');
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const container = zip(['mimetype', ASICE], ['META-INF/manifest.xml', '<manifest/>'], ['lemums.pdf', '%PDF-1.4']);

async function sniffed(name: string, content: Buffer) {
  writeFileSync(path, content);
  return sniff(path, name);
}

it.each<[string, string, Buffer, string]>([
  ['a PDF', 'a.pdf', pdf, 'application/pdf'],
  ['a PDF in capitals', 'A.PDF', pdf, 'application/pdf'],
  ['a picture', 'a.png', png, 'image/png'],
  ['a pasted picture without an ending', 'image', png, 'image/png'],
  ['a Word document', 'a.docx', office(DOCX, 'word/document.xml'), DOCX],
  ['a spreadsheet', 'a.xlsx', office(XLSX, 'xl/workbook.xml'), XLSX],
  ['an OpenDocument text', 'a.odt', zip(['mimetype', ODT], ['content.xml', '<x/>']), ODT],
  ['an OpenDocument spreadsheet', 'a.ods', zip(['mimetype', ODS], ['content.xml', '<x/>']), ODS],
  ['a Latvian signed container', 'a.edoc', container, ASICE],
  ['a European signed container', 'a.asice', container, ASICE],
  ['text', 'a.txt', Buffer.from('Labdien! Āčēģīķļņšūž\r\n'), 'text/plain'],
  ['a table', 'a.csv', Buffer.from('kods;summa\r\n1;2\r\n'), 'text/csv'],
  ['XML', 'a.xml', Buffer.from('<?xml version="1.0"?><a/>'), 'application/xml'],
])('takes %s', async (_what, name, content, contentType) => {
  expect(await sniffed(name, content)).toMatchObject({ contentType, macros: false });
});

it.each<[string, string, Buffer, string]>([
  ['nothing', 'a.pdf', Buffer.alloc(0), 'empty'],
  ['a program', 'a.pdf', Buffer.from('MZ\u0090\u0000\u0003', 'latin1'), 'type'],
  ['a plain zip', 'a.zip', zip(['a.txt', 'a']), 'type'],
  ['a plain zip that says it is signed', 'a.edoc', zip(['a.txt', 'a']), 'type'],
  ['a container without a manifest', 'a.edoc', zip(['mimetype', ASICE], ['a.pdf', 'x']), 'type'],
  ['a picture that runs scripts', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'type'],
  ['text that is no UTF-8', 'a.txt', Buffer.from([0xc3, 0x28, 0x41]), 'type'],
  ['text that breaks off in a letter', 'a.txt', Buffer.from([0x41, 0xc4]), 'type'],
  ['bytes that say they are text', 'a.txt', Buffer.from([0x41, 0, 1, 2, 0x41]), 'type'],
  ['bytes far behind a beginning of text', 'a.txt', Buffer.concat([Buffer.alloc(200_000, 'a'), Buffer.from([0])]), 'type'],
  ['text by another name', 'a.pdf', Buffer.from('Labdien!'), 'type'],
  ['a PDF that says it is a program', 'a.exe', pdf, 'mismatch'],
  ['a picture that says it is a PDF', 'a.pdf', png, 'mismatch'],
  ['a spreadsheet that says it is a letter', 'a.docx', office(XLSX, 'xl/workbook.xml'), 'mismatch'],
  ['a locked container', 'a.docx', zip({ name: '[Content_Types].xml', content: Buffer.from('x'), encrypted: true }), 'encrypted'],
])('refuses %s', async (_what, name, content, refusal) => {
  expect(await sniffed(name, content)).toEqual({ refusal });
});

it('gives an ending to a name that has none', async () => {
  expect(await sniffed('image', png)).toMatchObject({ extension: 'png' });
});

describe('macros', () => {
  it.each<[string, string, Buffer]>([
    ['a Word document', 'a.docx', office(DOCX, 'word/document.xml', ['word/vbaProject.bin', 'x'])],
    ['an OpenDocument text', 'a.odt', zip(['mimetype', ODT], ['content.xml', '<x/>'], ['Basic/Standard/Module1.xml', '<x/>'])],
  ])('are seen in %s', async (_what, name, content) => {
    expect(await sniffed(name, content)).toMatchObject({ macros: true });
  });
});

describe('a zip bomb', () => {
  const zeros = { name: 'word/document.xml', content: Buffer.alloc(3_000_000), packed: true };

  it.each([
    ['by what it unpacks to', zip(zeros)],
    ['that lies about its size', zip({ ...zeros, lie: 10 })],
    ['of many small parts', zip(...Array.from({ length: 30 }, (_, at) => ({ name: `${at}`, content: Buffer.alloc(100_000), packed: true })))],
  ])('is seen %s', async (_how, content) => {
    writeFileSync(path, content);

    await expect(refuseBomb(path, await readEntries(path), 2_000_000)).rejects.toThrow(ZipBomb);
    await expect(refuseBomb(path, await readEntries(path), 4_000_000)).resolves.toBeUndefined();
  });

  it('is refused with a word of its own', async () => {
    const many = zip(...Array.from({ length: 10_001 }, (_, at): [string, string] => [`${at}.xml`, '']));

    expect(await sniffed('a.docx', Buffer.concat([many]))).toEqual({ refusal: 'bomb' });
  });

  it('that is cut off is damaged', async () => {
    const whole = office(DOCX, 'word/document.xml');

    expect(await sniffed('a.docx', whole.subarray(0, whole.length - 30))).toEqual({ refusal: 'damaged' });
  });
});
