import type { Letter } from '../../../platform/mail/channel.ts';
import type { Delivery } from '../../../prisma/generated/client.ts';
import type { Language } from '../../contract/notices.ts';

export type Part = Pick<Delivery, 'id' | 'caseId' | 'channel' | 'notice' | 'language' | 'recipient' | 'subject' | 'body' | 'createdAt'>;
/** What a mail says beside its notices. */
export type Envelope = { publicUrl: string; fromName: string; code: string | null };

const FRAME = {
  lv: {
    open: 'Atvērt pieteikumu e-kontā',
    choose: 'Kā jūs informējam, varat mainīt e-konta sadaļā “Paziņojumi”.',
    noReply: 'Šis ir automātisks paziņojums. Lūdzu, neatbildiet uz to: rakstiet mums e-kontā.',
  },
  en: {
    open: 'Open the application in your e-account',
    choose: 'You can change how we tell you things under “Notifications” in your e-account.',
    noReply: 'This is an automatic notice. Please do not reply: write to us in your e-account.',
  },
};
const PLURAL = new Intl.PluralRules('lv');
const several = (code: string | null, count: number, language: Language) =>
  language === 'lv'
    ? `Pieteikums ${code}: ${count} ${PLURAL.select(count) === 'one' ? 'paziņojums' : PLURAL.select(count) === 'zero' ? 'paziņojumu' : 'paziņojumi'}`
    : `Application ${code}: ${count} notices`;

/** Of the same notice only the last: two new dates within a minute are one. The order is that of what happened. */
export function partsToSend(parts: Part[]): Part[] {
  const ordered = parts.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
  return ordered.filter((part, at) => !ordered.slice(at + 1).some(later => later.notice === part.notice));
}

/** One letter of the notices that go together: the words as they were written with the act, and the way to the case. */
export function composeLetter(carrierId: string, all: Part[], { publicUrl, fromName, code }: Envelope): Letter {
  const parts = partsToSend(all);
  const [first] = parts;
  if (!first) throw new Error(`Delivery ${carrierId} carries nothing`);
  const language: Language = first.language === 'en' ? 'en' : 'lv';
  const subject = parts.length === 1 ? first.subject : several(code, parts.length, language);
  const link = first.caseId && `${publicUrl.replace(/\/$/, '')}/cases/${first.caseId}`;
  const base = {
    id: carrierId,
    to: first.recipient,
    fromName,
    subject,
    language,
    thread: first.caseId,
    notices: parts.map(it => it.notice),
    madeAt: madeAt(carrierId, all),
  };
  if (first.channel === 'sms') return { ...base, text: [subject, link].filter(Boolean).join(' '), html: '' };

  const frame = FRAME[language];
  const sections = parts.map(part => ({ title: parts.length > 1 ? part.subject : null, body: part.body }));
  const closing = [...(first.caseId ? [frame.choose] : []), frame.noReply];
  const text = [...sections.flatMap(({ title, body }) => [title, body]), link && `${frame.open}:\n${link}`, fromName, ['--', ...closing].join('\n')];
  return { ...base, text: text.filter(Boolean).join('\n\n'), html: htmlOf({ language, subject, sections, link, open: frame.open, fromName, closing }) };
}

/** The carrier's own time: kept until it is sent again. */
const madeAt = (carrierId: string, parts: Part[]): Date => (parts.find(it => it.id === carrierId) ?? parts[0]!).createdAt;

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const paragraphs = (text: string) =>
  text
    .split(/\n{2,}/)
    .map(it => `<p>${escape(it).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

type Page = {
  language: Language;
  subject: string;
  sections: { title: string | null; body: string }[];
  link: string | null;
  open: string;
  fromName: string;
  closing: string[];
};

/** Plain and readable in any program: no pictures, nothing fetched, headings and a link that says where it leads. */
function htmlOf({ language, subject, sections, link, open, fromName, closing }: Page): string {
  const bodies = sections.map(({ title, body }) => `${title ? `<h2 style="font-size:18px;margin:24px 0 8px">${escape(title)}</h2>\n` : ''}${paragraphs(body)}`);
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,sans-serif"><main style="max-width:36rem;margin:0 auto">
<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">${escape(subject)}</h1>
${bodies.join('\n')}
${link ? `<p><a href="${escape(link)}">${escape(open)}</a></p>` : ''}
<p><strong>${escape(fromName)}</strong></p>
<hr>
${closing.map(it => `<p><small>${escape(it)}</small></p>`).join('\n')}
</main></body></html>
`;
}
