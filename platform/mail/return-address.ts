import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';

type Settings = Pick<Config, 'MAIL_BOUNCE' | 'MAIL_BOUNCE_TOKEN'>;

/** Which mail comes back, and when it was put on its way: one sent again has another address. */
export type Returned = { carrierId: string; madeAt: Date };

const ID_DIGITS = 25; // of 128 bits, to the base of 36
const SIGN_DIGITS = 12;
const ADDRESS = /\+([0-9a-z]{25})-([0-9a-z]{1,8})-([0-9a-z]{12})@/gi;

/**
 * The address to which a mail comes back that cannot be delivered: one for each mail (VERP), signed, so that nobody can say of a mail
 * they have not had that it came back. Only what survives programs that change the case of an address.
 */
export function returnAddress({ MAIL_BOUNCE, MAIL_BOUNCE_TOKEN }: Settings, { carrierId, madeAt }: Returned): string {
  const at = MAIL_BOUNCE.lastIndexOf('@');
  const said = `${encodeId(carrierId)}-${seconds(madeAt).toString(36)}`;
  return `${MAIL_BOUNCE.slice(0, at)}+${said}-${sign(said, MAIL_BOUNCE_TOKEN)}${MAIL_BOUNCE.slice(at)}`;
}

/** Finds our return address in a header or an envelope; undefined where there is none that we have signed. */
export function readReturnAddress({ MAIL_BOUNCE_TOKEN }: Pick<Settings, 'MAIL_BOUNCE_TOKEN'>, text: string): Returned | undefined {
  for (const [, id, time, signature] of text.matchAll(ADDRESS)) {
    const said = `${id}-${time}`.toLowerCase();
    if (!isSame(signature!.toLowerCase(), sign(said, MAIL_BOUNCE_TOKEN))) continue;
    return { carrierId: decodeId(id!.toLowerCase()), madeAt: new Date(Number.parseInt(time!, 36) * 1000) };
  }
  return undefined;
}

/** Addresses know no fractions of a second. */
export const isSameMaking = (one: Date, other: Date): boolean => seconds(one) === seconds(other);

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const encodeId = (id: string) =>
  BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .padStart(ID_DIGITS, '0');

function decodeId(digits: string): string {
  const number = [...digits].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  const hex = number.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function sign(said: string, token: string): string {
  const digest = createHmac('sha256', token).update(`return address ${said}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, SIGN_DIGITS);
}

const isSame = (one: string, other: string) => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
