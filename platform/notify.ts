import type { Sql, Tx } from './database.ts';

/** A case has changed. `teams`: agencies whose people may have it in their lists; `clientId`: whose case it is. Ids only. */
export type CaseNotice = { caseId: string; clientId: string | null; teams: string[] };

/** Says, when the transaction commits and not before, that a case has changed; every API instance pushes it on (SSE). */
export async function notifyCase(tx: Tx, caseId: string): Promise<void> {
  // the function is in the first migration: the journal, which speaks SQL only, calls it too
  await tx.$executeRaw`SELECT notify_case(${caseId}::uuid)`;
}

/** Hears whenever technical trouble has come or gone (the journal says so), also after the database was away. */
export async function listenOperations(sql: Sql, handler: () => void): Promise<{ stop(): Promise<void> }> {
  const listening = await sql.listen('pietura_operations', handler);
  return { stop: () => listening.unlisten() };
}

/**
 * Hears of every changed case from now on, also after the database was away. Whoever listens reads the case anew. `onGap`: the connection
 * was lost and is there again; what was said meanwhile has not been heard.
 */
export async function listenCases(sql: Sql, handler: (notice: CaseNotice) => void, onGap = () => {}): Promise<{ stop(): Promise<void> }> {
  let heard = false;
  const onListening = () => {
    if (heard) onGap();
    heard = true;
  };
  const listening = await sql.listen('pietura_case', payload => handler(JSON.parse(payload) as CaseNotice), onListening);
  return { stop: () => listening.unlisten() };
}

/** Somebody has come to a case, left it or begun to write. `teams` as in CaseNotice. */
export type PresenceNotice = { caseId: string; teams: string[] };

/** Says, when the transaction commits, that who is at a case has changed. */
export async function notifyPresence(tx: Tx, caseId: string): Promise<void> {
  await tx.$executeRaw`SELECT notify_presence(${caseId}::uuid)`;
}

/** Hears of people coming to cases and leaving them. */
export async function listenPresence(sql: Sql, handler: (notice: PresenceNotice) => void): Promise<{ stop(): Promise<void> }> {
  const listening = await sql.listen('pietura_presence', payload => handler(JSON.parse(payload) as PresenceNotice));
  return { stop: () => listening.unlisten() };
}

/** Says, when the transaction commits, that there is something for one person to read. The id of the person, nothing else. */
export async function notifyPerson(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('pietura_person', ${userId})`;
}

/** Hears for whom there is something to read. */
export async function listenPeople(sql: Sql, handler: (userId: string) => void): Promise<{ stop(): Promise<void> }> {
  const listening = await sql.listen('pietura_person', handler);
  return { stop: () => listening.unlisten() };
}

/** Hears of sessions that have ended; `read` runs whenever listening begins, also after the database was away. */
export async function listenSessions(sql: Sql, handler: (sid: string) => void, read: () => Promise<void>): Promise<{ stop(): Promise<void> }> {
  const { promise: firstRead, resolve, reject } = Promise.withResolvers<void>();
  const listening = await sql.listen('pietura_session', handler, () => void read().then(resolve, reject));
  await firstRead;
  return { stop: () => listening.unlisten() };
}
