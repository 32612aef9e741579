/** Statements a process keeps prepared, at most. Each connection holds its own copy of each: memory of the server, not ours. */
const MOST_NAMES = 500;
/** Texts looked at before those that came only once are forgotten. A text is made anew for every length of a list of parameters. */
const MOST_TEXTS = 4000;

/**
 * Names for statements that come again. PostgreSQL then parses and plans them once for each connection, not each time: with the
 * indexes that the lists of cases have, planning takes longer than reading a page. A statement that comes for the first time has no
 * name, so that what never comes again leaves nothing behind.
 */
export function makeStatementNames(): (sql: string) => string | undefined {
  const names = new Map<string, string>();
  let seen = new Set<string>();
  return sql => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (!seen.has(sql) || names.size >= MOST_NAMES) {
      if (seen.size >= MOST_TEXTS) seen = new Set();
      seen.add(sql);
      return undefined;
    }
    const name = `s${names.size}`;
    names.set(sql, name);
    seen.delete(sql);
    return name;
  };
}
