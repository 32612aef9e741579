import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, expect, it } from '@jest/globals';
import { sniff } from './uploads.ts';

const folder = mkdtempSync(join(tmpdir(), 'pietura-sniff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One entry of a zip, stored as it is. */
function entry(name: string, content: string): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt32LE(crc32(bytes), 14);
  head.writeUInt32LE(bytes.length, 18);
  head.writeUInt32LE(bytes.length, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), bytes]);
}
const zip = (...entries: [string, string][]) => Buffer.concat([...entries.map(it => entry(...it)), Buffer.from('PK\u0005\u0006'.padEnd(22, '\0'), 'latin1')]);

const ASICE = 'application/vnd.etsi.asic-e+zip';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const ODT = 'application/vnd.oasis.opendocument.text';
const CONTENT_TYPES = `<Types><Override PartName="/word/document.xml" ContentType="${DOCX}.main+xml"/></Types>`;

const container = zip(['mimetype', ASICE], ['META-INF/manifest.xml', '<manifest/>'], ['lemums.pdf', '%PDF-1.4']);
const document = zip(['[Content_Types].xml', CONTENT_TYPES], ['word/document.xml', '<document/>']);

it.each<[string, string, Buffer, string | undefined]>([
  ['a PDF', 'a.pdf', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
  ['a PDF by another name', 'a.exe', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
  ['a Word document', 'a.docx', document, DOCX],
  ['an OpenDocument text', 'a.odt', zip(['mimetype', ODT], ['content.xml', '<x/>']), ODT],
  ['a Latvian signed container', 'a.edoc', container, ASICE],
  ['a European signed container', 'a.asice', container, ASICE],
  ['a plain zip', 'a.zip', zip(['a.txt', 'a']), undefined],
  ['a plain zip that says it is signed', 'a.edoc', zip(['a.txt', 'a']), undefined],
  ['text', 'a.txt', Buffer.from('Labdien! Āčēģīķļņšūž\r\n'), 'text/plain'],
  ['text that is no UTF-8', 'a.txt', Buffer.from([0xc3, 0x28, 0x41]), undefined],
  ['bytes that say they are text', 'a.txt', Buffer.from([0x41, 0, 1, 2, 0x41]), undefined],
  ['text by another name', 'a.pdf', Buffer.from('Labdien!'), undefined],
  ['a program', 'a.pdf', Buffer.from('MZ\u0090\u0000\u0003', 'latin1'), undefined],
  ['nothing', 'a.pdf', Buffer.alloc(0), undefined],
])('%s (%s)', async (_what, name, content, type) => {
  const path = join(folder, 'file');
  writeFileSync(path, content);

  expect(await sniff(path, name)).toBe(type);
});
