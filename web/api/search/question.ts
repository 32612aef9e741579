/** What somebody typed into the box, understood: digits may be a code, a phone number or a personal code; the rest is words. */
export type Question =
  | { by: 'code'; code: string; phone: string | null }
  | { by: 'personal-code'; personalCode: string }
  | { by: 'phone'; phone: string }
  | { by: 'email'; email: string }
  | { by: 'words'; words: string };

const SHORTEST_PHONE = 5;

/** Digits of a phone number without the country's own code: "+371 26 123 456" is 26123456. */
export const phoneDigits = (typed: string): string => typed.replace(/\D/g, '').replace(/^(00)?371(?=\d{1,8}$)/, '');

/** A case code as it is kept, "0008 1234", from whatever was typed: with or without the space, or only its beginning. */
export const caseCodeOf = (digits: string): string => (digits.length > 4 ? `${digits.slice(0, 4)} ${digits.slice(4)}` : digits);

export function understand(typed: string): Question {
  const q = typed.trim();
  if (/^\d{6}-\d{5}$/.test(q)) return { by: 'personal-code', personalCode: q };
  if (/^[^\s@]+@[^\s@]*$/.test(q)) return { by: 'email', email: q.toLowerCase() };
  const digits = q.replace(/\D/g, '');
  if (/^(\+|00\s?371)[\d\s()-]*$/.test(q) && digits.length >= SHORTEST_PHONE) return { by: 'phone', phone: phoneDigits(q) };
  if (/^\d{11}$/.test(q)) return { by: 'personal-code', personalCode: `${q.slice(0, 6)}-${q.slice(6)}` };
  if (/^[\d\s-]+$/.test(q) && digits.length >= 3)
    return { by: 'code', code: caseCodeOf(digits), phone: digits.length >= SHORTEST_PHONE ? phoneDigits(q) : null };
  return { by: 'words', words: q };
}
