import type { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { NoticeTemplate } from '../../../prisma/generated/client.ts';
import { NOTICES, type Language, type Notice } from '../../contract/notices.ts';
import type { listNoticeTemplates, listNoticeVersions, noticeTemplate, previewNotice, saveNoticeTemplate } from '../../contract/templates.ts';
import { audit } from '../audit/audit.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { BUILT_IN } from '../notices/built-in.ts';
import { exampleOf } from '../notices/examples.ts';
import { fillNotice } from '../notices/words.ts';
import { noticeFaults, refuseFaults } from './faults.ts';
import { mayEditNotices } from './policy.ts';

type Row = NoticeTemplate;
type Place = { notice: Notice; language: Language };

const LANGUAGES = ['lv', 'en'] as const;

/** An agency's own words for what KAC tells clients: version by version, with a way back to the built-in ones. */
export function makeNoticeTemplates({ db, now }: { db: Db; now: Clock }) {
  function agencyOf(user: User): string {
    if (!user.agencyId || !mayEditNotices(user, user.agencyId))
      throw new Problem('not-permitted', 'Words of notices are kept by agency administrators and service managers');
    return user.agencyId;
  }

  async function namesOf(rows: Row[]): Promise<(id: string) => string> {
    const accounts = await db.userAccount.findMany({ where: { id: { in: [...new Set(rows.map(row => row.madeBy))] } }, select: { id: true, name: true } });
    const names = new Map(accounts.map(it => [it.id, it.name]));
    return id => names.get(id) ?? id;
  }

  const list: UseCase<typeof listNoticeTemplates> = async (_input, { user }) => {
    const agencyId = agencyOf(user);
    const rows = await db.noticeTemplate.findMany({ where: { agencyId }, orderBy: { version: 'desc' }, distinct: ['notice', 'language'] });
    const nameOf = await namesOf(rows);
    const places = NOTICES.flatMap(notice => LANGUAGES.map(language => ({ notice, language })));
    return {
      templates: places.map(place =>
        present(
          place,
          rows.find(row => row.notice === place.notice && row.language === place.language),
          nameOf,
        ),
      ),
    };
  };

  const versions: UseCase<typeof listNoticeVersions> = async ({ notice, language }, { user }) => {
    const rows = await db.noticeTemplate.findMany({ where: { agencyId: agencyOf(user), notice, language }, orderBy: { version: 'desc' } });
    const nameOf = await namesOf(rows);
    return {
      versions: rows.map(({ version, subject, body, madeAt, madeBy }) => ({
        version,
        subject,
        body,
        changedAt: madeAt.toISOString(),
        changedBy: nameOf(madeBy),
      })),
    };
  };

  const save: UseCase<typeof saveNoticeTemplate> = async ({ notice, language, template, version }, { user }) => {
    const agencyId = agencyOf(user);
    if (template) refuseFaults(noticeFaults(notice, template));
    const row = await db.$transaction(async tx => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`notice-template ${agencyId} ${notice} ${language}`}, 0))`;
      const last = await tx.noticeTemplate.findFirst({ where: { agencyId, notice, language }, orderBy: { version: 'desc' } });
      if ((last?.version ?? 0) !== version) throw new Problem('state-conflict', `Version is ${last?.version ?? 0}`);
      const made = await tx.noticeTemplate.create({
        data: {
          agencyId,
          notice,
          language,
          version: version + 1,
          subject: template?.subject ?? null,
          body: template?.body ?? null,
          madeBy: user.id,
          madeAt: now(),
        },
      });
      const did = template ? 'notice-template.change' : 'notice-template.built-in';
      await audit(tx, { who: user.id, did, at: now(), data: { agencyId, notice, language, version: made.version } });
      return made;
    });
    return present({ notice, language }, row, await namesOf([row]));
  };

  const preview: UseCase<typeof previewNotice> = async ({ notice, language, subject, body }, { user }) => {
    agencyOf(user);
    const faults = noticeFaults(notice, { subject, body });
    if (faults.length > 0) return { account: null, mail: null, faults };
    const { data, around } = exampleOf(notice, language);
    const fill = (place: 'account' | 'mail') => fillNotice({ subject, body }, { notice, data, around, language, place });
    return { account: notice === 'message' ? null : fill('account'), mail: fill('mail'), faults: [] };
  };

  return { list, versions, save, preview };
}

function present({ notice, language }: Place, row: Row | undefined, nameOf: (id: string) => string): z.input<typeof noticeTemplate> {
  const builtIn = BUILT_IN[notice][language];
  const own = row?.subject && row.body ? { subject: row.subject, body: row.body } : null;
  return {
    notice,
    language,
    ...(own ?? builtIn),
    own: own !== null,
    builtIn,
    version: row?.version ?? 0,
    changedAt: row?.madeAt.toISOString() ?? null,
    changedBy: row ? nameOf(row.madeBy) : null,
  };
}
