import type { Db, Tx } from '../../../platform/database.ts';
import type { Language, Notice, NoticeText } from '../../contract/notices.ts';
import { BUILT_IN } from './built-in.ts';

export type Templates = Record<Language, NoticeText>;

const LANGUAGES = ['lv', 'en'] as const;

/**
 * The templates that hold now for a notice: of the first of these agencies that has words of its own, else the built-in ones;
 * each language for itself. A case asks for its holder's first, then for the contact centre's.
 */
export async function findTemplates(at: Db | Tx, notice: Notice, agencies: string[]): Promise<Templates> {
  const rows = await at.noticeTemplate.findMany({
    where: { notice, agencyId: { in: agencies } },
    orderBy: { version: 'desc' },
    distinct: ['agencyId', 'language'],
  });
  const find = (language: Language): NoticeText => {
    const own = agencies.map(agency => rows.find(row => row.agencyId === agency && row.language === language)).find(row => row?.subject && row.body);
    return own ? { subject: own.subject!, body: own.body! } : BUILT_IN[notice][language];
  };
  return Object.fromEntries(LANGUAGES.map(language => [language, find(language)])) as Templates;
}
