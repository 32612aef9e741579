import { dayInWords, type Language } from '../../contract/notices.ts';
import type { fillReply, listRepliesForCase } from '../../contract/templates.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Case, Client, ReplyTemplate } from '../../../prisma/generated/client.ts';
import { audit } from '../audit/audit.ts';
import { makeAccess, purposeOf } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { makeDirectory } from '../cases/directory.ts';
import { serviceOf } from '../cases/find.ts';
import { isStaff } from '../cases/policy.ts';
import { languageOf } from '../documents/format.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { fillIn, nested } from './liquid.ts';
import { mayUseReply, repliesOf } from './policy.ts';
import { byTitle } from './replies.ts';

/** Words for answers at a case: those that fit it, and one of them filled in. */
export function makeCaseReplies(deps: CaseDeps) {
  const { db, now, processes } = deps;
  const access = makeAccess(deps);
  const directory = makeDirectory(db);

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

  return { forCase, fill };
}

/** A template without English words gives its Latvian ones: better than none, and read before it is sent. */
const bodyIn = ({ bodyLv, bodyEn }: ReplyTemplate, language: Language) => (language === 'en' ? (bodyEn ?? bodyLv) : bodyLv);
