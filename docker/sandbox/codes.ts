/** Check digits of invented personal codes and accounts, so that forms and registers that verify them accept ours. */

const PERSONAL_CODE_WEIGHTS = [10, 5, 8, 4, 2, 1, 6, 3, 7, 9];

/** Eleventh digit of a Latvian personal code, from the first ten. */
export function personalCodeCheckDigit(firstTen: string): number {
  const sum = PERSONAL_CODE_WEIGHTS.reduce((total, weight, at) => total + weight * Number(firstTen[at]), 1);
  return (sum % 11) % 10;
}

/** A whole personal code from its first ten digits: `3299000012` → `329900-0012K`. */
export const personalCode = (firstTen: string): string => `${firstTen.slice(0, 6)}-${firstTen.slice(6)}${personalCodeCheckDigit(firstTen)}`;

/**
 * Right shape and check digit. Codes given since July 2017 begin with 32 and say nothing of the date of birth;
 * in older ones the first six digits are a date.
 */
export function isPersonalCode(code: string): boolean {
  if (!/^\d{6}-\d{5}$/.test(code)) return false;
  const digits = code.replace('-', '');
  return personalCodeCheckDigit(digits.slice(0, 10)) === Number(digits[10]) && (digits.startsWith('32') || isDate(digits));
}

function isDate(digits: string): boolean {
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)];
  const century = 18 + Number(digits[6]);
  const date = new Date(`${century}${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.getUTCDate() === Number(day);
}

/** A Latvian account number with right check digits, in a bank that does not exist. `account`: up to 13 digits. */
export function iban(account: string, bank = 'PIET'): string {
  const rest = bank + account.padStart(13, '0');
  return `LV${String(98 - remainder97(`${rest}LV00`)).padStart(2, '0')}${rest}`;
}

/** ISO 7064 mod 97-10, as account numbers are verified. */
export const isIban = (value: string): boolean => /^LV\d{2}[A-Z]{4}[0-9A-Z]{13}$/.test(value) && remainder97(value.slice(4) + value.slice(0, 4)) === 1;

function remainder97(text: string): number {
  const digits = text.replaceAll(/[A-Z]/g, letter => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}
