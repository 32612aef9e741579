/** A Latvian personal code written as the register writes it ("120380-11111"), or null when it cannot be one. */
export function normaliseCode(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{11}$/.test(digits) && (digits.startsWith('32') || isDate(digits)) ? `${digits.slice(0, 6)}-${digits.slice(6)}` : null;
}

/** Codes given before July 2017 begin with the day and month of birth; later ones with 32 and say nothing. */
function isDate(digits: string): boolean {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
