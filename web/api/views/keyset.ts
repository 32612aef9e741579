import { Prisma } from '../../../prisma/generated/client.ts';
import { Problem } from '../../../platform/problem.ts';
import { readCursor, writeCursor } from '../cases/page.ts';

type Column = { name: string; type: 'timestamptz' | 'integer' | 'text' | 'uuid' };
/** An order of rows: its columns end with the key, so that no two rows stand at the same place. */
export type Order = { name: string; columns: Column[]; down?: true };
export type Key = string[];

const names = ({ columns }: Order) => columns.map(it => it.name);

export function orderBy(order: Order): Prisma.Sql {
  const direction = order.down ? 'DESC' : 'ASC';
  return Prisma.raw(
    names(order)
      .map(name => `${name} ${direction}`)
      .join(', '),
  );
}

/** Rows after the one with this key: one step into the index of the order. */
export function after(order: Order, key: Key): Prisma.Sql {
  const values = order.columns.map(({ type }, at) => Prisma.sql`${key[at]}::${Prisma.raw(type)}`);
  return Prisma.sql`(${Prisma.raw(names(order).join(', '))}) ${Prisma.raw(order.down ? '<' : '>')} (${Prisma.join(values)})`;
}

/** Written into the statement, not given with it: planned without it, a page looks as if it were a tenth of all rows. `limit`: a whole number. */
export const atMost = (limit: number): Prisma.Sql => Prisma.raw(`LIMIT ${Math.trunc(limit)}`);

/** The key of a row, as text that PostgreSQL reads back exactly. */
export const keyColumns = (order: Order): Prisma.Sql =>
  Prisma.raw(
    `ARRAY[${names(order)
      .map(name => `${name}::text`)
      .join(', ')}] AS "sortKey"`,
  );

/** The key a cursor holds. @throws Problem invalid-request when it is no cursor of this order */
export function keyOf(cursor: string | undefined, order: Order): Key | undefined {
  const read = readCursor(cursor, ['text', ...order.columns.map(it => it.type)]);
  if (!read) return undefined;
  const [name, ...key] = read;
  if (name !== order.name || key.includes(null)) throw new Problem('invalid-request', 'A cursor of another order', [{ path: 'cursor', code: 'invalid' }]);
  return key as Key;
}

export const cursorOf = (order: Order, key: Key): string => writeCursor([order.name, ...key]);

/** A right as a condition. `few`: what it lets through is little; all of it is read and put in order. */
export type Branch = { where: Prisma.Sql; few: boolean };

/** Rows that several rights let through, each read in order by its own index, put into one order: what a page costs does not grow (F5). */
export function merged({
  alias: name,
  select,
  branches,
  where,
  order,
  key,
  limit,
}: {
  /** What the rows are called in the conditions. */
  alias: 'c' | 't';
  select: Prisma.Sql;
  branches: Branch[];
  where: Prisma.Sql[];
  order: Order;
  key: Key | undefined;
  limit: number;
}): Prisma.Sql {
  const alias = Prisma.raw(name);
  const parts = branches.map(({ where: right, few }) => {
    const narrowed = [...where, ...(key ? [after(order, key)] : [])];
    // OFFSET 0: without it the planner walks a million rows in order, in the hope of soon meeting one of the few
    if (few)
      return Prisma.sql`(SELECT ${alias}.* FROM (${select} WHERE ${right} OFFSET 0) ${alias} ${narrowed.length > 0 ? Prisma.sql`WHERE ${Prisma.join(narrowed, ' AND ')}` : Prisma.empty} ORDER BY ${orderBy(order)} ${atMost(limit)})`;
    return Prisma.sql`(${select} WHERE ${Prisma.join([right, ...narrowed], ' AND ')} ORDER BY ${orderBy(order)} ${atMost(limit)})`;
  });
  return Prisma.join(parts, ' UNION ALL ');
}
