import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';

/** What is put on the wire instead of the plain request: `body` is what would have been sent. */
export type Sent = { method: string; path: string; headers: Record<string, string>; body: Buffer };
export type Dress = { name: string; wear(sent: Sent): Sent };

const MIB = 1024 * 1024;
const body = (name: string, make: (body: Buffer) => Buffer | string, headers: Record<string, string> = {}): Dress => ({
  name,
  wear: sent => ({ ...sent, headers: { ...sent.headers, ...headers }, body: Buffer.from(make(sent.body)) }),
});
const header = (name: string, value: string): Dress => ({
  name: `${name}: ${value.slice(0, 40)}`,
  wear: sent => ({ ...sent, headers: { ...sent.headers, [name]: value } }),
});
const without = (name: string): Dress => ({
  name: `no ${name}`,
  wear: sent => ({ ...sent, headers: Object.fromEntries(Object.entries(sent.headers).filter(([key]) => key !== name)) }),
});
const path = (name: string, make: (path: string) => string): Dress => ({ name, wear: sent => ({ ...sent, path: make(sent.path) }) });
const method = (name: string): Dress => ({ name: `method ${name}`, wear: sent => ({ ...sent, method: name }) });

const half = (it: Buffer) => it.subarray(0, Math.ceil(it.length / 2));
const twice = (text: string) => text.replace(/^\{(?=.)/, '{"kind":"x","version":1,"data":[],"data":"y",');

const KEYS = [
  '',
  'short',
  'k'.repeat(201),
  'k'.repeat(15_000),
  '        ',
  '\u00ff\u00fe latin one \u00e2',
  '../../../../x',
  '__proto__',
  "x'; drop table--",
  '0'.repeat(200),
  'constructor',
];
const TYPES = [
  'text/plain',
  'application/json; charset=utf-16',
  'application/json; charset=utf-7',
  'application/json; charset=klingon',
  'application/xml',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'b'.repeat(9_000)}`,
  'application/x-www-form-urlencoded',
  'message/rfc822',
  'application/json;;;',
  '/',
  'application/json, application/json',
];

export const DRESSES: readonly Dress[] = [
  ...KEYS.map(key => header('idempotency-key', key)),
  without('idempotency-key'),
  ...TYPES.map(type => header('content-type', type)),
  without('content-type'),
  body('gzip', it => gzipSync(it), { 'content-encoding': 'gzip' }),
  body('br', it => brotliCompressSync(it), { 'content-encoding': 'br' }),
  body('truncated gzip', it => half(gzipSync(it)), { 'content-encoding': 'gzip' }),
  body('truncated br', it => half(brotliCompressSync(it)), { 'content-encoding': 'br' }),
  body('says gzip, is not', it => it, { 'content-encoding': 'gzip' }),
  body('says deflate, is not', it => it, { 'content-encoding': 'deflate' }),
  body('unknown encoding', it => it, { 'content-encoding': 'zstd-lzma' }),
  body('gzip in gzip', it => gzipSync(gzipSync(it)), { 'content-encoding': 'gzip, gzip' }),
  body('gzip bomb', () => gzipSync(Buffer.alloc(64 * MIB, 0x20)), { 'content-encoding': 'gzip' }),
  body('300 kB', () => JSON.stringify({ data: 'x'.repeat(300_000) })),
  body('cut JSON', half),
  body('no body', () => ''),
  body('null', () => 'null'),
  body('a text', () => '"text"'),
  body('a number', () => '1e999'),
  body('an array', it => `[${it.toString()}]`),
  body('byte order mark', it => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), it])),
  body('UTF-16 bytes', it => Buffer.from(it.toString(), 'utf16le')),
  body('no UTF-8', it => Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]), Buffer.from('",'), it.subarray(1)])),
  body('keys twice', it => twice(it.toString())),
  body('comments', it => `/* */ ${it.toString()} // x`),
  body('NaN', () => '{"version":NaN}'),
  body('100 000 brackets', () => '['.repeat(100_000)),
  body('100 000 keys', () => `{${Array.from({ length: 20_000 }, (_, n) => `"k${n}":1`).join(',')}}`),
  header('authorization', 'Bearer '),
  header('authorization', 'Bearer x.y.z'),
  header('authorization', `Bearer ${'a'.repeat(12_000)}`),
  header('authorization', 'Basic YW5uYTpwaWV0dXJh'),
  header(
    'authorization',
    `Bearer ${[{ alg: 'none' }, { sub: 'edgars', typ: 'Bearer' }].map(it => Buffer.from(JSON.stringify(it)).toString('base64url')).join('.')}.`,
  ),
  without('authorization'),
  header('traceparent', '00-zz'),
  header('traceparent', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`),
  header('x-forwarded-for', '1.1.1.1, \u00e2, 999.1.1.1'),
  header('x-http-method-override', 'DELETE'),
  header('accept', 'text/html;q=\u00e2, */*;q=9e99'),
  header('accept-encoding', 'br;q=1e9, identity;q=0, *;q=0'),
  header('range', 'bytes=0-0,5-1,-99999999999999999999'),
  header('if-none-match', '*'),
  header('expect', '200-ok'),
  header('host', 'evil.example\u00e2'),
  header('x-long', 'x'.repeat(14_000)),
  header('x-longer', 'x'.repeat(40_000)),
  path('percent', it => `${it}%`),
  path('percent NUL', it => `${it}%00`),
  path('overlong UTF-8', it => `${it}%c0%ae%c0%ae/`),
  path('dots', it => it.replace('/api/', '/api/../api/./')),
  path('two slashes', it => it.replace('/api/', '//api//')),
  path('capitals', it => it.toUpperCase()),
  path('slash at the end', it => `${it.split('?')[0]}/`),
  path('10 000 letters', it => `${it.split('?')[0]}/${'a'.repeat(10_000)}`),
  path('query of arrays', it => `${it.split('?')[0]}?cursor[]=1&limit[a]=2&q=1&q=2&state=%ff&cursor=1&cursor=2&__proto__[x]=1&constructor=1`),
  path('1000 parameters', it => `${it.split('?')[0]}?${Array.from({ length: 1_000 }, (_, n) => `p${n}=${n}`).join('&')}`),
  method('HEAD'),
  method('OPTIONS'),
  method('PATCH'),
  method('TRACE'),
  method('QUERY'),
];

export const dress: Arbitrary<Dress> = fc.constantFrom(...DRESSES);
