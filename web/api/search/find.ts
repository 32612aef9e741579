import type { Db } from '../../../platform/database.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import type { User } from '../http/user.ts';
import { seatsOf } from '../cases/policy.ts';
import { caseBranches } from '../cases/rows.ts';
import { marksIn } from './marks.ts';
import type { Question } from './question.ts';

export type CaseFound = {
  id: string;
  code: string;
  kind: string;
  serviceId: string | null;
  subject: string | null;
  status: string;
  overdue: boolean;
  dueAt: Date | null;
  submittedAt: Date;
  givenName: string | null;
  familyName: string | null;
  marks: string[];
};
export type ClientFound = {
  id: string;
  personalCode: string | null;
  givenName: string;
  familyName: string;
  phone: string | null;
  email: string | null;
  marks: string[];
};

type Reads = Pick<Db, '$rows'>;
type Asked = { user: User; now: Date; limit: number };

/** More people than one number or name should have; beyond it, only the newest cases of the first. */
const MOST_CLIENTS = 50;

/**
 * Whose cases a person may see, as words of the index: one index then answers what is asked and who may see it.
 * The rows found are asked the same right again, as conditions of the lists.
 */
export function rightsQuery(user: User): string {
  const { all, owner, agency, partner, clientId } = seatsOf(user);
  const seats = [...(owner ? [`o:${owner}`] : []), ...(agency ? [`h:${agency}`, `t:${agency}`, `f:${agency}`] : []), ...(partner ? [`t:${partner}`] : [])];
  const notAbout = `!'n:${user.id}'`;
  const staff = all ? [notAbout] : seats.length > 0 ? [`( ${seats.map(it => `'${it}'`).join(' | ')} ) & ${notAbout}`] : [];
  const ways = [...staff, ...(clientId ? [`'c:${clientId}'`] : [])];
  return ways.length > 0 ? ways.map(it => `( ${it} )`).join(' | ') : `'nobody'`;
}

const mayBeSeen = (user: User, now: Date) => Prisma.sql`(${Prisma.join(caseBranches('all', user, now), ' OR ')})`;

const COLUMNS = Prisma.sql`c.id, c.code, c.kind, c.service_id AS "serviceId", c.subject, c.status, c.overdue, c.due_at AS "dueAt", c.submitted_at AS "submittedAt",
  p.given_name AS "givenName", p.family_name AS "familyName"`;

/** The question: words as they were typed, or PostgreSQL's text of a tsquery. NULL when it has no words. */
export type Asks = { words: string } | { query: string };
const tsqueryOf = (asks: Asks) => ('words' in asks ? Prisma.sql`search_query(${asks.words})` : Prisma.sql`${asks.query}::tsquery`);

const marked = <Row extends { text: string; asked: string }>(rows: Row[]) => rows.map(({ text, asked, ...row }) => ({ ...row, marks: marksIn(text, asked) }));

/** Cases by words of subject, description and client's name, the newest first. */
export const casesByWords = async (db: Reads, asks: Asks, asked: Asked): Promise<CaseFound[]> =>
  marked(await db.$rows<Omit<CaseFound, 'marks'> & { text: string; asked: string }>(casesByWordsSql(asks, asked)));

export function casesByWordsSql(asks: Asks, { user, now, limit }: Asked): Prisma.Sql {
  return Prisma.sql`
    SELECT ${COLUMNS}, concat_ws(' ', c.subject, p.given_name, p.family_name) AS text, a.query::text AS asked
    FROM (SELECT ${tsqueryOf(asks)} AS query) a CROSS JOIN LATERAL search_cases(a.query && ${rightsQuery(user)}::tsquery, ${limit}::integer) w
    JOIN "case" c ON c.id = w.case_id LEFT JOIN client p ON p.id = c.client_id
    WHERE ${mayBeSeen(user, now)} ORDER BY w.submitted_at DESC, w.case_id DESC`;
}

/** Cases whose code begins so, in order of their codes: the very one comes first. */
export const casesByCode = (db: Reads, code: string, asked: Asked): Promise<CaseFound[]> => db.$rows<CaseFound>(casesByCodeSql(code, asked));

export function casesByCodeSql(code: string, { user, now, limit }: Asked): Prisma.Sql {
  // ":" comes after "9" in the order of bytes: all codes that begin so lie between the two
  const begins = Prisma.sql`c.code COLLATE "C" >= ${code} AND c.code COLLATE "C" < ${`${code}:`}`;
  const parts = caseBranches('all', user, now).map(
    right => Prisma.sql`(SELECT c.* FROM "case" c WHERE ${right} AND ${begins} ORDER BY c.code COLLATE "C" LIMIT ${limit})`,
  );
  return Prisma.sql`
    SELECT ${COLUMNS}, ARRAY[${code}]::text[] AS marks FROM (${Prisma.join(parts, ' UNION ALL ')}) c LEFT JOIN client p ON p.id = c.client_id
    ORDER BY c.code COLLATE "C" LIMIT ${limit}`;
}

type ByClient = Extract<Question, { by: 'phone' | 'email' | 'personal-code' }>;

/** Clients with this number, address or code; numbers and addresses as far as they have been typed. */
function clientsLike(question: ByClient): Prisma.Sql {
  if (question.by === 'personal-code') return Prisma.sql`SELECT p.id FROM client p WHERE p.personal_code = ${question.personalCode}`;
  const [column, begin] = question.by === 'phone' ? [Prisma.sql`phone`, question.phone] : [Prisma.sql`email`, question.email];
  return Prisma.sql`SELECT client_id AS id FROM client_words WHERE ${column} >= ${begin} AND ${column} < ${`${begin}\u{10FFFF}`} ORDER BY ${column} LIMIT ${MOST_CLIENTS}`;
}

/** Cases of such clients that this person may see, the newest first. */
export const casesByClient = (db: Reads, question: ByClient, { user, now, limit }: Asked): Promise<CaseFound[]> =>
  db.$rows<CaseFound>(Prisma.sql`
  SELECT ${COLUMNS}, ARRAY[]::text[] AS marks
  FROM (${clientsLike(question)}) x JOIN "case" c ON c.client_id = x.id JOIN client p ON p.id = x.id
  WHERE ${mayBeSeen(user, now)} ORDER BY c.submitted_at DESC, c.id DESC LIMIT ${limit}`);

const CLIENT = Prisma.sql`p.id, p.personal_code AS "personalCode", p.given_name AS "givenName", p.family_name AS "familyName", p.phone, p.email`;

export const clientsByWords = async (db: Reads, asks: Asks, limit: number): Promise<ClientFound[]> =>
  marked(
    await db.$rows<Omit<ClientFound, 'marks'> & { text: string; asked: string }>(Prisma.sql`
  SELECT ${CLIENT}, concat_ws(' ', p.given_name, p.family_name) AS text, a.query::text AS asked
  FROM (SELECT ${tsqueryOf(asks)} AS query) a CROSS JOIN LATERAL search_clients(a.query, ${limit}::integer) w
  JOIN client p ON p.id = w.client_id ORDER BY p.family_name, p.given_name, p.id`),
  );

export const clientsBy = (db: Reads, question: ByClient, limit: number): Promise<ClientFound[]> =>
  db.$rows<ClientFound>(Prisma.sql`
  SELECT ${CLIENT}, ARRAY[]::text[] AS marks FROM (${clientsLike(question)}) x JOIN client p ON p.id = x.id ORDER BY p.family_name, p.given_name, p.id LIMIT ${limit}`);

/** How far a word may be from what was typed, by their groups of three letters; 1 = the same. */
const ALIKE = 0.35;
const MOST_ALIKE = 3;

/** For each word of the question those that look like it; null when one has none. */
export async function alike(db: Reads, words: string): Promise<string | null> {
  const rows = await db.$rows<{ at: number; term: string | null }>(Prisma.sql`
    SELECT x.at::integer AS at, y.term FROM search_split(${words}) WITH ORDINALITY AS x(word, at) LEFT JOIN LATERAL (
      SELECT term FROM search_term WHERE term % search_stem(x.word) AND similarity(term, search_stem(x.word)) >= ${ALIKE}::real
      ORDER BY similarity(term, search_stem(x.word)) DESC, term LIMIT ${MOST_ALIKE}
    ) y ON true ORDER BY x.at`);
  if (rows.length === 0 || rows.some(row => row.term === null)) return null;
  const groups = [...Map.groupBy(rows, row => row.at).values()];
  return groups.map(group => `( ${group.map(({ term }) => `'${term}'`).join(' | ')} )`).join(' & ');
}
