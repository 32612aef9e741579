import { newId } from '../../../platform/id.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Language, Notice, NoticeText } from '../../contract/notices.ts';
import { languageOf } from '../documents/format.ts';
import { BUILT_IN } from './built-in.ts';
import { findTemplates, type Templates } from './templates.ts';
import { fillNotice, type Around, type Filling, type NoticeData } from './words.ts';

/** Answers to what the person has just done, and services that work again: they may leave at any hour. */
const AT_ANY_HOUR: readonly Notice[] = ['N1', 'N7'];
/** Critical cases do not wait for the morning (PROCESSES §1.5). */
const CRITICAL = 1;

const ABOUT = {
  id: true,
  code: true,
  owner: true,
  holder: true,
  priority: true,
  client: { include: { notification: true } },
} as const satisfies Prisma.CaseSelect;
type About = Prisma.CaseGetPayload<{ select: typeof ABOUT }>;

type Told = { caseId: string; notice: Notice; data: NoticeData; at: Date };

/**
 * Tells the client something in KAC's name (G1: the only contact point): in the e-account, and by the channels the client has chosen.
 * The words are made here, by the templates that hold now, in the act's transaction; what is sent is what was said.
 */
export async function sendNotice(tx: Tx, { caseId, notice, data, at }: Told): Promise<void> {
  const about = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: ABOUT });
  const templates = await findTemplates(tx, notice, [about.holder, about.owner]);
  const around = await aroundOf(tx, about);
  const whole = { code: about.code, ...data };
  const words = (language: Language) => say(templates[language], { notice, data: whole, around, language, place: 'account' });
  const message = await tx.caseMessage.create({
    data: { caseId, direction: 'to-client', notice, data: data as Prisma.InputJsonObject, words: { lv: words('lv'), en: words('en') }, senderName: 'KAC', at },
    select: { id: true },
  });
  await queue(tx, { about, around, templates, notice, data: whole, messageId: message.id, at });
}

/** A message of a person waits in the e-account: the client hears by e-mail that it does, not what it says. */
export async function announceMessage(tx: Tx, { caseId, messageId, at }: { caseId: string; messageId: string; at: Date }): Promise<void> {
  const about = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: ABOUT });
  const templates = await findTemplates(tx, 'message', [about.holder, about.owner]);
  const around = await aroundOf(tx, about);
  await queue(tx, { about, around, templates, notice: 'message', data: { code: about.code }, messageId, at });
}

/** Words that were checked when they were kept, but no longer fit this release, must not stop the case: the built-in ones are said instead. */
function say(template: NoticeText, filling: Filling): NoticeText {
  try {
    return fillNotice(template, filling);
  } catch {
    return fillNotice(BUILT_IN[filling.notice][filling.language], filling);
  }
}

async function aroundOf(tx: Tx, { owner, client }: About): Promise<Around> {
  const agency = await tx.agency.findUnique({ where: { id: owner } });
  return {
    clientName: client && `${client.givenName} ${client.familyName}`,
    kac: { lv: agency?.titleLv ?? 'Klientu apkalpošanas centrs', en: agency?.titleEn ?? 'Contact centre' },
  };
}

type Queued = { about: About; around: Around; templates: Templates; notice: Notice; data: NoticeData; messageId: string; at: Date };

/** One row a channel the client has chosen. Whether and when it leaves, the sender says. */
async function queue(tx: Tx, { about, around, templates, notice, data, messageId, at }: Queued): Promise<void> {
  const { client } = about;
  if (!client) return;
  const language = languageOf(client.language);
  const { subject, body } = say(templates[language], { notice, data, around, language, place: 'mail' });
  const choice = client.notification;
  const urgent = AT_ANY_HOUR.includes(notice) || about.priority === CRITICAL;
  const row = {
    caseId: about.id,
    messageId,
    clientId: client.id,
    notice,
    language,
    subject,
    body,
    urgent,
    anyHour: choice?.anyHour ?? false,
    nextAt: at,
    createdAt: at,
  };
  const ways = [
    ...(client.email && (choice?.emailOn ?? true) ? [{ channel: 'email', recipient: client.email }] : []),
    ...(client.phone && choice?.smsOn ? [{ channel: 'sms', recipient: client.phone }] : []),
  ];
  if (ways.length > 0) await tx.delivery.createMany({ data: ways.map(way => ({ id: newId(), ...row, ...way })) });
}
