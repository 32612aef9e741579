import fc from 'fast-check';
import { GENESIS, hashOf } from '../../web/api/audit/audit.ts';
import type { StoredEntry } from '../../web/api/audit/check.ts';

const HOW = ['flip', 'delete', 'swap', 'truncate', 'insert', 'rewrite'] as const;
/** `clever`: afterwards all numbers and hashes are reckoned anew, as an insider with the program at hand would do it. */
export type Tampering = { how: (typeof HOW)[number]; at: number; other: number; field: number; bit: number; clever: boolean };

export const tampering: fc.Arbitrary<Tampering> = fc.record({
  how: fc.constantFrom(...HOW),
  at: fc.nat(9999),
  other: fc.nat(9999),
  field: fc.nat(9),
  bit: fc.nat(9999),
  clever: fc.boolean(),
});

/** One bit of a text: another text of the same length, that a database stores. */
function flipText(text: string, bit: number): string {
  if (text === '') return 'x';
  const at = bit % text.length;
  const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << (bit % 4)));
  return text.slice(0, at) + (flipped < ' ' ? '?' : flipped) + text.slice(at + 1);
}
const flipHex = (text: string, bit: number): string =>
  text.slice(0, bit % 64) + (Number.parseInt(text[bit % 64]!, 16) ^ (1 << (bit % 4))).toString(16) + text.slice((bit % 64) + 1);

function flip(entry: StoredEntry, field: number, bit: number): StoredEntry {
  const other = { caseId: '0193c000-0000-7000-8000-000000000001', clientId: '0193c000-0000-7000-8000-000000000002', purpose: 'handling' };
  const flips: ((it: StoredEntry) => Partial<StoredEntry>)[] = [
    it => ({ actor: flipText(it.actor, bit) }),
    it => ({ did: flipText(it.did, bit) }),
    it => ({ at: new Date(it.at.getTime() + (bit % 2 ? 1 : -1) * (1 + (bit % 86_400_000))) }),
    it => ({ caseId: it.caseId === null ? other.caseId : bit % 2 ? null : other.caseId }),
    it => ({ clientId: it.clientId === null ? other.clientId : null }),
    it => ({ purpose: it.purpose === null ? other.purpose : bit % 2 ? null : flipText(it.purpose, bit) }),
    it => ({ data: { ...(it.data as object), [`x${bit % 3}`]: bit } }),
    it => ({ data: Object.keys(it.data as object).length > 0 ? {} : { x: null } }),
    it => ({ hash: flipHex(it.hash, bit) }),
    it => ({ prevHash: flipHex(it.prevHash, bit) }),
  ];
  return { ...entry, ...flips[field % flips.length]!(entry) };
}

/** The chain as it would be had it always been so. */
export function chained(entries: readonly StoredEntry[]): StoredEntry[] {
  let prevHash = GENESIS;
  return entries.map((entry, at) => {
    const next = { ...entry, seq: BigInt(at + 1), prevHash };
    prevHash = hashOf(next);
    return { ...next, hash: prevHash };
  });
}

/** What is left of a chain after it was tampered with; never the same as before. */
export function tamper(chain: readonly StoredEntry[], { how, at, other, field, bit, clever }: Tampering): StoredEntry[] {
  const [one, two] = [at % chain.length, other % chain.length];
  let entries = [...chain];
  if (how === 'flip') entries[one] = flip(entries[one]!, field, bit);
  if (how === 'delete') entries.splice(one, 1 + (two % (chain.length - one)));
  if (how === 'truncate') entries = entries.slice(0, one);
  if (how === 'insert') entries.splice(one, 0, { ...entries[two]!, actor: 'intruder' });
  if (how === 'rewrite') entries = [...entries.slice(0, one), ...entries.slice(one).map(it => ({ ...it, actor: 'nobody' }))];
  if (how === 'swap') {
    const neighbour = one === two ? (one + 1) % chain.length : two;
    [entries[one], entries[neighbour]] = [entries[neighbour]!, entries[one]!];
    if (!clever && bit % 2) [entries[one], entries[neighbour]] = [{ ...entries[one]!, seq: entries[neighbour]!.seq }, { ...entries[neighbour]!, seq: entries[one]!.seq }]; // prettier-ignore
  }
  // a flipped hash alone is undone by reckoning anew: there the clever one changes who it was
  if (clever && how === 'flip' && field % 10 > 7) entries[one] = { ...entries[one]!, actor: `${entries[one]!.actor}?` };
  return clever ? chained(entries) : entries;
}
