import fc, { type Arbitrary } from 'fast-check';

/** Deep enough for anything that walks a value by recursion without a bound. */
const DEEP = 5_000;

/** Texts that have broken programs: each names what it is after. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000', // PostgreSQL takes no NUL in text or jsonb
  'a\u0000b',
  '\\u0000',
  '\ud800', // half of a surrogate pair: no UTF-8
  'a\udfffb',
  '\ud83d\ude00'.repeat(60),
  'x'.repeat(70_000),
  'ā'.repeat(5_000),
  'e\u0301'.repeat(2_000),
  '\u202ecod.exe',
  '\u200b\u200e\ufeff',
  '../../../../etc/passwd',
  '..\\..\\secret',
  '/etc/passwd\u0000.pdf',
  "' OR 1=1 --",
  '"; DROP TABLE "case"; --',
  "\\'; SELECT pg_sleep(9); --",
  '%',
  '%25%00%ff',
  '_%_%_%_%',
  '(((((((((((((((((((((a+)+)+)+)+)+$',
  'a'.repeat(30) + '!',
  '<script>alert(1)</script>',
  '{{constructor.constructor("return process")()}}',
  '{% for i in (1..99999999) %}x{% endfor %}',
  '{{ client.name | upcase }}',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x","y")',
  '${7*7}',
  'a\r\nX-Injected: yes',
  '\n',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '2026-02-30',
  '2026-02-29T25:61:61Z',
  '0000-01-01',
  '0001-01-01T00:00:00Z',
  '9999-12-31',
  '9999-12-31T23:59:59+14:00',
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00.000Z',
  '2026-03-29T03:30:00',
  '2026-11-02T08:00:00+99:99',
  '1e400',
  '9223372036854775808',
  '-1',
  '2147483648',
  '٣',
  'LV80BANK0000435195001',
  '120380-11111',
  'https://127.0.0.1/',
  'file:///etc/passwd',
  '💣'.repeat(20),
  'I\u0307ß\u1e9e', // changes its length between cases
];

export const HOSTILE_NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  0.1,
  1.5,
  1e-320,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 31 - 1,
  2 ** 53,
  2 ** 63,
  1e21,
  1e308,
  -1e308,
  999_999_999_999,
];

/** JSON as it stands: too deep to be walked on its way out. `resolve` puts it in the place of its key. */
export class Raw {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}
export const RAWS: Record<string, string> = {
  '(deep list)': '['.repeat(DEEP) + ']'.repeat(DEEP),
  '(deep object)': '{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP),
  '(huge number)': '1e400',
  '(long number)': '9'.repeat(400),
  '(key twice)': '{"id":1,"id":"2","lv":"a","lv":null}',
};

/** Keys that are not data to a careless program. `JSON.parse` makes `__proto__` an own key, as a body that arrives does. */
const PROTOTYPES: readonly string[] = [
  '{"__proto__":{"admin":true,"roles":["platform-admin"]}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"toString":1,"valueOf":2,"hasOwnProperty":3}',
  '{"length":1e9}',
  '{"":1," ":2,"a.b":3,"a[0]":4}',
  '{"\\u0000":"\\u0000"}',
  '{"then":{}}',
  '{"toJSON":"x"}',
];

export const hostileText: Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...HOSTILE_TEXTS), weight: 6 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 40 }), weight: 1 },
  // every code unit, halves of pairs among them
  { arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map(units => String.fromCharCode(...units)), weight: 1 },
);

/** Anything JSON can carry, in place of what was asked for. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  { arbitrary: hostileText, weight: 6 },
  { arbitrary: fc.constantFrom(...HOSTILE_NUMBERS), weight: 3 },
  { arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], ['a', 'b']), weight: 3 },
  { arbitrary: fc.constantFrom(...PROTOTYPES).map(text => JSON.parse(text) as unknown), weight: 2 },
  { arbitrary: hostileText.map(text => [text]), weight: 1 },
  { arbitrary: hostileText.map(text => ({ [text.slice(0, 200)]: text.slice(0, 2_000) })), weight: 1 },
  { arbitrary: fc.constantFrom<unknown>(...Object.keys(RAWS).map(key => new Raw(key)), Array(3_000).fill('x')), weight: 1 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 1 },
);
