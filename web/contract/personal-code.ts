/** Weights of the check digit of a dated personal code (MK noteikumi on personal codes: (1101 − Σ) mod 11 mod 10). */
const WEIGHTS = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** "120380 11111" and "12038011111" are written "120380-11111". */
export const tidyPersonalCode = (typed: string): string => typed.replace(/[\s-]/g, '').replace(/^(\d{6})(\d{5})$/, '$1-$2');

/**
 * Is it a Latvian personal code? Codes given since July 2017 begin with 32–39 and hold no birth date; older ones are
 * ddmmyy-cxxxx, c the century (0 = 18.., 1 = 19.., 2 = 20..), the last digit a check digit.
 */
export function isPersonalCode(typed: string): boolean {
  const code = tidyPersonalCode(typed);
  if (!/^\d{6}-\d{5}$/.test(code)) return false;
  if (/^3[2-9]/.test(code)) return true;
  const digits = code.replace('-', '');
  return isDate(digits) && checkDigit(digits) === Number(digits[10]);
}

/** What may be shown where the whole code need not be: "120380-*****". */
export const maskPersonalCode = (code: string): string => `${tidyPersonalCode(code).slice(0, 6)}-*****`;

function isDate(digits: string): boolean {
  const [day, month, year, century] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits[6]].map(Number) as [number, number, number, number];
  if (century > 2) return false;
  const at = new Date(Date.UTC(1800 + century * 100 + year, month - 1, day));
  return at.getUTCDate() === day && at.getUTCMonth() === month - 1;
}

const checkDigit = (digits: string): number => ((1101 - WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0)) % 11) % 10;
