import type { Db } from '../../../platform/database.ts';
import type { TaskOption } from '../../contract/form.ts';
import type { ACTS } from '../../contract/words.ts';
import { matchingErrors } from '../problems/known-errors.ts';
import type { TaskRow } from '../tasks/present.ts';

type ActName = (typeof ACTS)[number];
type Lists = { partners(): Promise<TaskOption[]>; colleagues(): Promise<{ id: string; name: string }[]> };

/** More than these nobody chooses from a list. */
const MOST_INCIDENTS = 100;
const MOST_ITEMS = 1000;
const MOST_LETTERS = 80;

const short = (words: string) => (words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS - 1)}…` : words);
const itself = (label: string): TaskOption['words'] => ({ lv: label, en: label });

/** What forms of P3 and P4 choose from; undefined where the act is none of theirs. */
export async function itilOptions(db: Db, act: ActName | null, row: TaskRow, lists: Lists): Promise<Record<string, unknown> | undefined> {
  const partners = async () => ({ partners: (await lists.partners()).filter(it => it.value !== row.team) });
  if (act === 'incident-acceptance') return { openIncidents: await openIncidents(db, row), ownItems: await ownItems(db, row) };
  if (act === 'incident-diagnosis') return { ...(await partners()), knownErrors: await knownErrors(db, row), ownItems: await ownItems(db, row) };
  if (act === 'problem-classification') return { ownItems: await ownItems(db, row) };
  if (act === 'problem-investigation') return partners();
  if (act === 'problem-review') return { colleagues: (await lists.colleagues()).map(({ id, name }): TaskOption => ({ value: id, label: name })) };
  return undefined;
}

/** Open incidents of the same agency that wait for nobody, the newest first. */
async function openIncidents(db: Db, row: TaskRow): Promise<TaskOption[]> {
  const where = { holder: row.case.holder, parentId: null, caseId: { not: row.caseId }, case: { closedAt: null } };
  const found = await db.incident.findMany({
    where,
    orderBy: { registeredAt: 'desc' },
    take: MOST_INCIDENTS,
    include: { case: { select: { code: true, subject: true } } },
  });
  return found.map(it => {
    const label = `${it.case.code} ${short(it.case.subject ?? '')}`.trim();
    return { value: it.caseId, label, words: itself(label)! };
  });
}

/** Items of the agency in the register of P6, by their codes. */
async function ownItems(db: Db, row: TaskRow): Promise<TaskOption[]> {
  const found = await db.configurationItem.findMany({
    where: { agencyId: row.case.holder, status: { not: 'retired' } },
    orderBy: { identifier: 'asc' },
    take: MOST_ITEMS,
    select: { identifier: true, name: true },
  });
  return found.map(({ identifier, name }) => {
    const label = short(`${identifier} ${name}`);
    return { value: identifier, label, words: itself(label)! };
  });
}

/** Published known errors, those that look like this incident first. */
async function knownErrors(db: Db, row: TaskRow): Promise<TaskOption[]> {
  const likely = await matchingErrors(db, { text: row.case.subject ?? '', serviceId: row.case.serviceId, limit: MOST_INCIDENTS });
  const rest = await db.knownError.findMany({
    where: { publishedAt: { not: null }, withdrawnAt: null, id: { notIn: likely.map(it => it.id) } },
    orderBy: { publishedAt: 'desc' },
    take: MOST_INCIDENTS,
  });
  return [...likely, ...rest].map(({ id, title }) => ({ value: id, label: short(title), words: itself(short(title))! }));
}
