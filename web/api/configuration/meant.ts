import type { Tx } from '../../../platform/database.ts';
import { Prisma } from '../../../prisma/generated/client.ts';

/**
 * What somebody means who types the code of an item, of whatever agency, or the name of one of the own agency, in small or capital letters: its
 * identifier as the register of P6 writes it. What no item is called stays as it was typed: an agency need not have registered everything.
 */
export async function itemsMeant(tx: Pick<Tx, '$queryRaw'>, typed: readonly string[], agency: string): Promise<string[]> {
  const words = [...new Set(typed.map(it => it.trim()).filter(it => it !== ''))];
  if (words.length === 0) return [];
  const found = await tx.$queryRaw<{ said: string; identifier: string }[]>(meantSql(words, agency));
  return [...new Set(words.map(word => found.find(it => it.said === word)?.identifier ?? word))];
}

/** The statement itself, for its plan to be looked at (C7). A code goes before a name, what is in use before what is retired. */
export const meantSql = (words: readonly string[], agency: string): Prisma.Sql => Prisma.sql`
  SELECT said, identifier FROM unnest(${words}::text[]) AS said CROSS JOIN LATERAL (
    SELECT identifier FROM (
      SELECT i.identifier, true AS by_code, i.status FROM configuration_item i WHERE lower(i.identifier) = lower(said)
      UNION ALL
      SELECT i.identifier, false, i.status FROM configuration_item i WHERE i.agency_id = ${agency} AND lower(i.name) = lower(said)
    ) meant ORDER BY by_code DESC, status = 'retired', identifier LIMIT 1
  ) item`;

/** Those of these items that the register has, for a page that leads to them. */
export async function registeredItems(tx: Pick<Tx, '$queryRaw'>, identifiers: readonly string[]): Promise<{ id: string; identifier: string; name: string }[]> {
  if (identifiers.length === 0) return [];
  const codes = identifiers.map(it => it.toLowerCase());
  return tx.$queryRaw`SELECT id, identifier, name FROM configuration_item WHERE lower(identifier) = ANY(${codes}::text[]) ORDER BY identifier`;
}
