import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { Problem } from '../../../platform/problem.ts';

/** A number as typed, in E.164: "20 000 000" is "+37120000000". Undefined when no such number can exist. */
export function toE164(typed: string): string | undefined {
  const number = parsePhoneNumberFromString(typed, 'LV');
  return number?.isValid() ? number.number : undefined;
}

/** @throws Problem invalid-request with the field `phone`. */
export function phoneOf(typed: string, path = 'phone'): string {
  const number = toE164(typed);
  if (!number) throw new Problem('invalid-request', 'No such phone number', [{ path, code: 'phone' }]);
  return number;
}

/** What is indexed of a client's number, however it was written: its last eight digits. */
export const lastDigits = (e164: string): string => e164.replace(/[^0-9]/g, '').slice(-8);
