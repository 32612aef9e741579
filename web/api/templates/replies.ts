import type { z } from 'zod';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type { ReplyTemplate } from '../../../prisma/generated/client.ts';
import type { Language } from '../../contract/notices.ts';
import type { changeReplyTemplate, createReplyTemplate, listReplyTemplates, previewReply, replyTemplate } from '../../contract/templates.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { serviceOf } from '../cases/find.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { refuseFaults, replyFaults } from './faults.ts';
import { fillIn, nested } from './liquid.ts';
import { mayEditReply, mayEditTeamReplies, mayUseReply, repliesOf } from './policy.ts';

type Bodies = { title: string; body: { lv: string; en: string }; kinds: string[]; serviceId: string | null };

/** Words for answers, with fields: one's own and the team's. Whoever answers picks them; the server fills them in. */
export function makeReplies(deps: CaseDeps) {
  const { db, now, newId, processes } = deps;

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

  return { list, create, change, preview };
}

export const byTitle = (a: ReplyTemplate, b: ReplyTemplate) => a.title.localeCompare(b.title, 'lv');
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
