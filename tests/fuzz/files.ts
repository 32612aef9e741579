import { deflateRawSync, crc32 } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';
import { hostileText } from './hostile.ts';

export type FilePlan = { field: string; name: string; type: string; content: string };

/** A zip of one file of zeros: 64 MiB of them take 64 kB. */
export function zipOf(name: string, size = 64 * 1024 * 1024): Buffer {
  const zeros = Buffer.alloc(size);
  const packed = deflateRawSync(zeros, { level: 9 });
  const [file, head, directory, end] = [Buffer.from(name), Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  head.writeUInt32LE(0x04034b50);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(crc32(zeros), 14);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(file.length, 26);
  directory.writeUInt32LE(0x02014b50);
  head.copy(directory, 6, 4, 30);
  const offset = head.length + file.length + packed.length;
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length + file.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([head, file, packed, directory, file, end]);
}

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const HEAD = 'identifier;name;type;owner;status;version;services;depends-on';
const mail = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
let bomb: Buffer | undefined;

/** What lies in a file; made when it is sent, as some are large. */
export const CONTENTS: Record<string, () => Buffer> = {
  pdf: () => PDF,
  png: () => PNG,
  text: () => Buffer.from('Lūdzu, skat. pielikumu.\n'),
  empty: () => Buffer.alloc(0),
  'one byte': () => Buffer.from([0]),
  'cut pdf': () => PDF.subarray(0, 5),
  'pdf that is html': () => Buffer.concat([PDF, Buffer.from('<html><script>alert(1)</script>')]),
  html: () => Buffer.from('<!doctype html><script>alert(1)</script>'),
  svg: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  exe: () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400, 1)]),
  'zip bomb': () => (bomb ??= zipOf('word/document.xml')),
  'cut zip': () => (bomb ??= zipOf('word/document.xml')).subarray(0, 1_000),
  eicar: () => Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'),
  noise: () => Buffer.from(Array.from({ length: 2_000 }, (_, n) => (n * 7_919) % 256)),
  csv: () => Buffer.from(`${HEAD}\nSRV-1;Serveris;hardware;IT;production;1;made-up-permit;\nSRV-2;Otrs;hardware;IT;production;1;;SRV-1\n`),
  'csv of another': () =>
    Buffer.from('Inventāra numurs;Nosaukums;Klase;Atbildīgais;Statuss;Versija\nINV-1;Vienība;Tehniskais aprīkojums;IT pārvalde;production;1.0\n'),
  'csv with NUL': () => Buffer.from(`${HEAD}\nSRV-1;a\u0000b;hardware;IT;production;1;;\n\u0000;;;;;;;\n`),
  'csv with an open quote': () => Buffer.from(`${HEAD}\n"SRV-1;Serveris;hardware\n`),
  'csv in UTF-16': () => Buffer.from(`\ufeff${HEAD}\nSRV-1;Serveris;hardware;IT;production;1;;\n`, 'utf16le'),
  'csv, a cell of 1 MB': () => Buffer.from(`${HEAD}\nSRV-1;${'x'.repeat(1_000_000)};hardware;IT;production;1;;\n`),
  'csv, 20 000 columns': () => Buffer.from(`${'a;'.repeat(20_000)}\n${'b;'.repeat(20_000)}\n`),
  'csv, head twice': () => Buffer.from('name;name;type;__proto__;constructor\na;b;c;d;e\n'),
  'csv, formula': () => Buffer.from(`${HEAD}\n=cmd|' /C calc'!A0;@SUM(1);hardware;+1;production;-1;;\n`),
  mail: () => mail('From: a@pietura.example', 'To: b@pietura.example', 'Subject: Prom', '', 'Neesmu birojā.'),
  'returned mail': () =>
    mail(
      'From: MAILER-DAEMON@mail.example',
      'To: b@pietura.example',
      'Subject: Undelivered',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="B"',
      '',
      '--B',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; x',
      '',
      'Final-Recipient: rfc822; anna@pietura.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--B',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <0192f000-0000-7000-8000-000000000000@pietura>',
      '',
      '--B--',
      '',
    ),
  'mail in mail in mail': () => mail(...Array.from({ length: 300 }, (_, n) => ['Content-Type: multipart/mixed; boundary="b' + n + '"', '', '--b' + n]).flat()),
  'mail with a bad header': () => mail('From: \u0000', 'Content-Type: multipart/report; boundary=', 'Content-Transfer-Encoding: x', '', '=ZZ'),
};

const NAMES = [
  'file.pdf',
  'Lēmums.pdf',
  'attēls.png',
  'units.csv',
  'a'.repeat(5_000) + '.pdf',
  '../../up.pdf',
  'C:\\x\\y.pdf',
  '.',
  '..',
  'con.txt',
  'a\u202efdp.exe',
  'no extension',
  'x.pdf.exe',
  'a\u0000.pdf',
  '%0d%0aX-Injected: yes.pdf',
  '😀.png',
];

export const filePlan: Arbitrary<FilePlan> = fc.record({
  field: fc.oneof({ arbitrary: fc.constant('file'), weight: 12 }, { arbitrary: fc.constantFrom('files', '__proto__', '', 'file[]'), weight: 1 }),
  name: fc.oneof({ arbitrary: fc.constantFrom(...NAMES), weight: 5 }, { arbitrary: hostileText, weight: 1 }),
  type: fc.constantFrom('application/pdf', 'image/png', 'text/csv', 'text/html', 'application/octet-stream', '', 'x/y; z=\u00e2'),
  content: fc.constantFrom(...Object.keys(CONTENTS)),
});

const BOUNDARY = 'fuzz-boundary-7a1f';

/** A multipart body written by hand: a client library would mend what is wrong in it. */
export function multipart({ field, name, type, content }: FilePlan): { type: string; body: Buffer } {
  const quoted = (text: string) => text.replace(/[\r\n]/g, '').replaceAll('"', '%22');
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted(field)}"; filename="${quoted(name)}"\r\n${type && `Content-Type: ${type}\r\n`}\r\n`;
  return {
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    body: Buffer.concat([Buffer.from(head), CONTENTS[content]!(), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  };
}
