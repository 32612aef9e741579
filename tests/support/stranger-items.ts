/** A fault put into a stranger's file on purpose, as it must be named. */
export type Planted = { line: number; column: string; code: string };

const HEAD = [
  'Inventāra numurs',
  'Nosaukums',
  'Klase',
  'Atbildīgais',
  'Statuss',
  'Versija',
  'Pakalpojumi',
  'ir atkarīga no',
  'darbojas uz',
  'Būtiskums',
  'Garantija līdz',
  'Piezīmes',
];
const KINDS = ['Informācijas sistēma', 'Tehniskais aprīkojums', 'dokumentācija', 'SPECIĀLISTI, CILVĒKI'];
const COLUMN = { id: 0, name: 1, type: 2, owner: 3, status: 4, services: 6, dependsOn: 7, runsOn: 8, criticality: 9, warranty: 10 } as const;

/**
 * The export of an inventory that is not ours: Latvian headings, semicolons, quoted cells with line breaks, names of another system; with
 * circles, duplicates, missing owners, unknown types, bad statuses and dates, relations to nowhere. The same every time.
 */
export function strangersFile(count: number): { csv: string; planted: Planted[]; circles: string[][]; clean: number } {
  const planted: Planted[] = [];
  const lines: string[] = [HEAD.join(';')];
  const faulty = new Set<number>();
  const identifiers = Array.from({ length: count }, (_, n) => `INV-${String(n + 1).padStart(5, '0')}`);
  const rows = identifiers.map((id, n) => [
    id,
    `Vienība "${n}"; ar zīmi`,
    KINDS[n % KINDS.length]!,
    'IT pārvalde',
    'production',
    '1.0',
    n % 50 === 0 ? 'M.01' : '',
    n > 10 && n % 3 === 0 ? identifiers[n - 7]! : '',
    '',
    n % 4 < 2 && n % 4 !== 2 ? 'augsts' : '',
    '',
    n % 11 === 0 ? 'pirmā rinda\notrā rinda' : '',
  ]);
  const put = (n: number, column: keyof typeof COLUMN, value: string, code?: string) => {
    rows[n]![COLUMN[column]] = value;
    if (code) faulty.add(n);
  };
  const want: { n: number; column: keyof typeof COLUMN; code: string }[] = [];
  const plant = (n: number, column: keyof typeof COLUMN, value: string, code: string) => {
    put(n, column, value, code);
    want.push({ n, column, code });
  };
  // every hundredth row is wrong in its own way; nothing depends on these rows but what is said below
  const at = (step: number) => Array.from({ length: Math.floor(count / 100) }, (_, block) => block * 100 + step);
  for (const row of rows) if (row[COLUMN.dependsOn] !== '' && wrongTail(row[COLUMN.dependsOn]!)) row[COLUMN.dependsOn] = '';
  for (const n of at(20)) plant(n, 'owner', '', 'missing-owner');
  for (const n of at(30)) plant(n, 'type', 'Kosmosa kuģis', 'unknown-type');
  for (const n of at(40)) plant(n, 'status', 'varbūt', 'unknown-status');
  for (const n of at(50)) plant(n, 'id', identifiers[n - 45]!.toLowerCase(), 'duplicate');
  for (const n of at(60)) plant(n, 'runsOn', 'NAV-TĀDAS', 'unknown-target');
  for (const n of at(70)) plant(n, 'name', '', 'missing');
  for (const n of at(81)) plant(n, 'warranty', 'nezināma', 'wrong-attribute');
  for (const n of at(90)) plant(n, 'services', 'P.99', 'unknown-service');
  // leads to a row that is left out
  for (const n of at(95)) plant(n, 'runsOn', identifiers[n - 75]!, 'target-faulty');
  // two circles: of three, and of two
  const circles = [
    [1, 2, 4],
    [5, 6],
  ].map(ring => {
    ring.forEach((n, index) => put(n, 'dependsOn', identifiers[ring[(index + 1) % ring.length]!]!));
    return ring.map(n => identifiers[n]!);
  });

  let line = 2;
  const starts = rows.map(row => {
    const text = row.map(cell => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';');
    lines.push(text);
    const start = line;
    line += text.split('\n').length;
    return start;
  });
  for (const { n, column, code } of want) planted.push({ line: starts[n]!, column: HEAD[COLUMN[column]]!, code });
  return { csv: lines.join('\n'), planted, circles, clean: count - faulty.size };
}

/** Rows that will be left out are depended on by nobody by chance. */
const wrongTail = (identifier: string): boolean => [20, 30, 40, 50, 60, 70, 81, 90, 95].includes((Number(identifier.slice(4)) - 1) % 100);
