import type { z } from 'zod';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type { Case, Client, ReplyTemplate } from '../../../prisma/generated/client.ts';
import { dayInWords, type Language } from '../../contract/notices.ts';
import type {
  changeReplyTemplate,
  createReplyTemplate,
  fillReply,
  listRepliesForCase,
  listReplyTemplates,
  previewReply,
  replyTemplate,
} from '../../contract/templates.ts';
import { audit } from '../audit/audit.ts';
import { makeAccess, purposeOf } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { makeDirectory } from '../cases/directory.ts';
import { serviceOf } from '../cases/find.ts';
import { isStaff } from '../cases/policy.ts';
import { languageOf } from '../documents/format.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { refuseFaults, replyFaults } from './faults.ts';
import { fillIn, nested } from './liquid.ts';
import { mayEditReply, mayEditTeamReplies, mayUseReply, repliesOf } from './policy.ts';

type Bodies = { title: string; body: { lv: string; en: string }; kinds: string[]; serviceId: string | null };

/** Words for answers, with fields: one's own and the team's. Whoever answers picks them; the server fills them in. */
export function makeReplies(deps: CaseDeps) {
  const { db, now, newId, processes } = deps;
  const access = makeAccess(deps);
  const directory = makeDirectory(db);

  const check = ({ body, serviceId }: Bodies) => {
    const known = serviceId === null || serviceOf(processes, serviceId) !== undefined;
    refuseFaults([...replyFaults('lv', body.lv), ...replyFaults('en', body.en), ...(known ? [] : [{ path: 'serviceId', code: 'invalid' }])]);
  };
  const rowOf = ({ title, body, kinds, serviceId }: Bodies) => ({ title, bodyLv: body.lv, bodyEn: body.en || null, kinds, serviceId, updatedAt: now() });

  const list: UseCase<typeof listReplyTemplates> = async ({ retired }, { user }) => {
    const where = { ...repliesOf(user), ...(retired === 'no' && { retiredAt: null }) };
    const rows = await db.replyTemplate.findMany({ where, take: 1000 });
    const services = servicesOf(processes).map(({ id, description }) => ({ id, title: description.title }));
    return { templates: rows.toSorted(byTitle).map(row => present(row, user)), mayEditTeam: mayEditTeamReplies(user), services };
  };

  const create: UseCase<typeof createReplyTemplate> = async ({ team, ...said }, { user, once }) => {
    const { agencyId } = user;
    if (!agencyId || (team && !mayEditTeamReplies(user)))
      throw new Problem('not-permitted', 'Words of the team are kept by its leads, service managers and agency administrators');
    check(said);
    return once(async tx => {
      const row = await tx.replyTemplate.create({ data: { id: newId(), agencyId, ownerId: team ? null : user.id, madeBy: user.id, ...rowOf(said) } });
      await audit(tx, { who: user.id, did: 'reply-template.create', at: now(), data: { templateId: row.id } });
      return present(row, user);
    });
  };

  const change: UseCase<typeof changeReplyTemplate> = async ({ templateId, retired, version, ...said }, { user }) => {
    const found = await db.replyTemplate.findUnique({ where: { id: templateId } });
    if (!found || !mayUseReply(user, found)) throw new Problem('not-found', `No template ${templateId}`);
    if (!mayEditReply(user, found)) throw new Problem('not-permitted', 'Words of the team are kept by its leads');
    check(said);
    return db.$transaction(async tx => {
      const data = { ...rowOf(said), retiredAt: retired ? (found.retiredAt ?? now()) : null, version: { increment: 1 } };
      const { count } = await tx.replyTemplate.updateMany({ where: { id: templateId, version }, data });
      if (count === 0) throw new Problem('state-conflict', 'Somebody has changed it');
      await audit(tx, { who: user.id, did: retired ? 'reply-template.retire' : 'reply-template.change', at: now(), data: { templateId } });
      return present(await tx.replyTemplate.findUniqueOrThrow({ where: { id: templateId } }), user);
    });
  };

  const preview: UseCase<typeof previewReply> = async ({ body, language }) => {
    const faults = replyFaults(language, body);
    return faults.length > 0 ? { text: null, faults } : { text: fillIn(body, nested(EXAMPLE[language])), faults };
  };

  async function caseFor(caseId: string, user: User): Promise<Case> {
    const it = await access.find(caseId, user);
    if (!isStaff(user, it)) throw new Problem('not-permitted', 'Only those who work on the case');
    return it;
  }

  const forCase: UseCase<typeof listRepliesForCase> = async ({ caseId }, { user }) => {
    const { kind, serviceId, clientId } = await caseFor(caseId, user);
    const fits = [{ OR: [{ kinds: { isEmpty: true } }, { kinds: { has: kind } }] }, { OR: [{ serviceId: null }, ...(serviceId ? [{ serviceId }] : [])] }];
    const rows = await db.replyTemplate.findMany({ where: { AND: [repliesOf(user), ...fits], retiredAt: null }, take: 500 });
    const client = clientId ? await db.client.findUnique({ where: { id: clientId }, select: { language: true } }) : null;
    const language = languageOf(client?.language);
    return { templates: rows.toSorted(byTitle).map(row => ({ id: row.id, title: row.title, body: bodyIn(row, language), team: row.ownerId === null })) };
  };

  const fill: UseCase<typeof fillReply> = async ({ caseId, templateId }, { user }) => {
    const it = await caseFor(caseId, user);
    const row = await db.replyTemplate.findUnique({ where: { id: templateId } });
    if (!row || row.retiredAt || !mayUseReply(user, row)) throw new Problem('not-found', `No template ${templateId}`);
    const client = it.clientId ? await db.client.findUnique({ where: { id: it.clientId } }) : null;
    const language = languageOf(client?.language);
    const text = fillIn(bodyIn(row, language), nested(await fieldsFor({ it, client, user, language })));
    await db.$transaction(tx =>
      audit(tx, {
        who: user.id,
        did: 'reply-template.fill',
        at: now(),
        caseId,
        clientId: it.clientId,
        purpose: purposeOf(user, it) ?? 'handling',
        data: { templateId },
      }),
    );
    return { text };
  };

  async function fieldsFor({ it, client, user, language }: { it: Case; client: Client | null; user: User; language: Language }) {
    const agencies = await directory.agencies();
    return {
      'client.name': client && `${client.givenName} ${client.familyName}`,
      'case.code': it.code,
      'service.title': serviceOf(processes, it.serviceId)?.description.title[language] ?? null,
      'agency.title': agencies(it.holder).title[language],
      'due.by': it.dueAt && dayInWords(it.dueAt, language, 'dative'),
      'me.name': user.name,
      'today.day': dayInWords(now(), language),
    };
  }

  return { list, create, change, preview, forCase, fill };
}

const byTitle = (a: ReplyTemplate, b: ReplyTemplate) => a.title.localeCompare(b.title, 'lv');
/** A template without English words gives its Latvian ones: better than none, and read before it is sent. */
const bodyIn = ({ bodyLv, bodyEn }: ReplyTemplate, language: Language) => (language === 'en' ? (bodyEn ?? bodyLv) : bodyLv);

const present = (row: ReplyTemplate, user: User): z.input<typeof replyTemplate> => ({
  id: row.id,
  title: row.title,
  body: { lv: row.bodyLv, en: row.bodyEn ?? '' },
  kinds: row.kinds as z.input<typeof replyTemplate>['kinds'],
  serviceId: row.serviceId,
  team: row.ownerId === null,
  retired: row.retiredAt !== null,
  mayEdit: mayEditReply(user, row),
  version: row.version,
  updatedAt: row.updatedAt.toISOString(),
});

const EXAMPLE: Record<Language, Record<string, string>> = {
  lv: {
    'client.name': 'Anna Paraudziņa',
    'case.code': '0008 1234',
    'service.title': 'Apbedīšanas pabalsts',
    'agency.title': 'Valsts sociālās apdrošināšanas aģentūra',
    'due.by': '2026. gada 18. decembrim',
    'me.name': 'Līga Paraudziņa',
    'today.day': '2026. gada 21. novembris',
  },
  en: {
    'client.name': 'Anna Paraudziņa',
    'case.code': '0008 1234',
    'service.title': 'Funeral benefit',
    'agency.title': 'State Social Insurance Agency',
    'due.by': '18 December 2026',
    'me.name': 'Līga Paraudziņa',
    'today.day': '21 November 2026',
  },
};
