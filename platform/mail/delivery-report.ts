import { simpleParser, type HeaderValue, type ParsedMail } from 'mailparser';
import type { Refusal } from './channel.ts';

/** Why a mail came back, in one word, and the codes the server gave; never its words: they may hold the address. */
export type Failure = { reason: Refusal | 'unreachable'; detail: string };
/** To whom a returned mail was addressed, and what it reports; `failure` undefined: nothing has failed for good. */
export type Report = { sentTo: string; failure: Failure | undefined };

/** More than any server sends back (Postfix: 50 kB of the mail, Exim: 100 kB). */
export const MOST_BYTES = 512 * 1024;
/** A report says it at its beginning; whatever follows is not read. */
const MOST_STATUS_CHARACTERS = 64 * 1024;
const ADDRESSED = ['delivered-to', 'x-original-to', 'envelope-to', 'to'] as const;

/**
 * Reads a mail that came back: a report of its delivery (RFC 3464), or what Exim wrote before it knew that form. Anything else – a
 * holiday reply, a stranger's letter – has no failure.
 * @throws Error when it is no mail at all
 */
export async function readReport(raw: Buffer): Promise<Report> {
  const mail = await simpleParser(raw, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    maxHtmlLengthToParse: 0,
  });
  const sentTo = ADDRESSED.map(name => wordsOf(mail.headers.get(name))).join(' ');
  return { sentTo, failure: fromStatus(mail) ?? fromExim(mail) };
}

const wordsOf = (value: HeaderValue | undefined): string =>
  value === undefined
    ? ''
    : typeof value === 'string'
      ? value
      : Array.isArray(value)
        ? value.map(wordsOf).join(' ')
        : 'text' in value
          ? String(value.text)
          : '';

function fromStatus(mail: ParsedMail): Failure | undefined {
  const part = mail.attachments.find(it => it.contentType === 'message/delivery-status');
  if (!part) return undefined;
  const blocks = part.content
    .toString('latin1')
    .slice(0, MOST_STATUS_CHARACTERS)
    .split(/\r?\n[ \t]*\r?\n/);
  const failed = blocks.map(fieldsOf).find(it => it.get('action')?.toLowerCase() === 'failed');
  if (!failed) return undefined;
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(failed.get('status') ?? '')?.[0] ?? '';
  const [, code = '', own = ''] = /^smtp;\s*([45]\d\d)?[ -]?([45]\.\d{1,3}\.\d{1,3})?/i.exec(failed.get('diagnostic-code') ?? '') ?? [];
  return failureOf(code, own || status);
}

/** Fields of one block; a line that begins with a blank goes on with the one before. */
function fieldsOf(block: string): Map<string, string> {
  const lines = block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return new Map(
    lines.flatMap(line => {
      const at = line.indexOf(':');
      return at > 0 ? [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const] : [];
    }),
  );
}

/** Exim says in a header who was not reached, and why only in words: of those the codes are read. */
function fromExim(mail: ParsedMail): Failure | undefined {
  if (!mail.headers.has('x-failed-recipients')) return undefined;
  const words = (mail.text ?? '').slice(0, MOST_STATUS_CHARACTERS);
  const [, code = '', status = ''] = /\b([45]\d\d)[ -]([45]\.\d{1,3}\.\d{1,3})?/.exec(words) ?? [];
  if (!code && /retry (time ?out|timeout) exceeded|giving up/i.test(words)) return { reason: 'unreachable', detail: '' };
  return failureOf(code, status);
}

function failureOf(code: string, status: string): Failure {
  const detail = [code, status].filter(Boolean).join(' ');
  if (status.startsWith('4.') || code.startsWith('4')) return { reason: status === '4.2.2' ? 'mailbox-full' : 'unreachable', detail };
  if (status === '5.2.2' || code === '552') return { reason: 'mailbox-full', detail };
  if (/^5\.1\.([12346]|10)$/.test(status) || (!status && ['550', '551', '553'].includes(code))) return { reason: 'address-unknown', detail };
  return { reason: /^5\.4\./.test(status) ? 'unreachable' : 'refused', detail };
}
