import { Readable } from 'node:stream';
import type { Db } from '../../platform/database.ts';
import type { Blobs } from '../../web/api/documents/blobs.ts';
import { BYTES, makeCases, type Dossier } from './cases.ts';
import { makeBelongings, makeConversations, makeTroubles } from './desk.ts';
import { makeKeeping, makeTechnical } from './keeping.ts';
import { AGENCIES, claimsOf, OBJECTS, type Actor, type ObjectKind } from './people.ts';
import { COLLEAGUES, keyOf, placeOf, type Place } from './place.ts';
import type { Route } from './routes.ts';

export type World = {
  dossiers: Map<string, Dossier>;
  dossier(kind: ObjectKind, actor: Actor): Dossier;
};

/** Two agencies and more, their people, and every kind of object in every place. `actors`: who will ask. */
export async function makeWorld({ db, blobs }: { db: Db; blobs: Blobs }, actors: readonly Actor[], now: Date): Promise<World> {
  for (const id of AGENCIES) await db.agency.upsert({ where: { id }, create: { id, titleLv: id, titleEn: id }, update: {} });
  await blobs.write(Readable.from(BYTES));
  const clients = new Map<string, string>();
  for (const actor of actors.filter(it => it.signedIn)) {
    const claims = claimsOf(actor);
    if (actor.personalCode) {
      const { id } = await db.client.create({
        data: { personalCode: actor.personalCode, givenName: String(claims['given_name']), familyName: actor.name, email: 'persona@example.lv' },
      });
      clients.set(actor.name, id);
    }
    await db.userAccount.create({
      data: { id: actor.name, name: actor.name, roles: [...actor.roles], agencyId: actor.agency, clientId: clients.get(actor.name) ?? null, lastSeenAt: now },
    });
  }
  for (const agencyId of AGENCIES) {
    const { name, roles } = COLLEAGUES[agencyId];
    for (const id of [name, `${agencyId}-another`, ...OBJECTS.map(kind => `${agencyId}-${kind}`)])
      await db.userAccount.create({ data: { id, name: id, roles, agencyId, lastSeenAt: now } });
  }
  const dossiers = new Map<string, Dossier>();
  for (const actor of actors)
    for (const kind of OBJECTS) {
      const key = keyOf(kind, actor);
      if (dossiers.has(key)) continue;
      const place = await placeOf(db, kind, actor, async it => clients.get(it.name) ?? null, now);
      dossiers.set(key, await makeDossier(db, place, now));
    }
  return { dossiers, dossier: (kind, actor) => dossiers.get(keyOf(kind, actor))! };
}

/** One of everything there is a path parameter for, in one place. */
const makeDossier = (db: Db, place: Place, at: Date): Promise<Dossier> =>
  db.$transaction(
    async tx => {
      const cases = await makeCases(tx, place, at);
      return {
        ...cases,
        ...(await makeConversations(tx, place, at)),
        ...(await makeBelongings(tx, place, at, cases)),
        ...(await makeTroubles(tx, place, at)),
        ...(await makeKeeping(tx, place, at)),
        ...(await makeTechnical(tx, place, at, cases)),
      };
    },
    { timeout: 30_000 },
  );

/** Objects in the state an act is about, where the usual one is in another. */
const OF_ROUTE: Record<string, Record<string, string>> = {
  'POST /api/cases/{caseId}/answers': { caseId: 'askingCase' },
  'POST /api/cases/{caseId}/feedback': { caseId: 'doneCase' },
  'POST /api/cases/{caseId}/reopening': { caseId: 'closedCase' },
  'POST /api/cases/{caseId}/unmerge': { caseId: 'duplicateCase' },
  'POST /api/cases/{caseId}/resumption': { caseId: 'pausedCase' },
  'GET /api/cases/{caseId}/incident': { caseId: 'incidentCase' },
  'POST /api/cases/{caseId}/incident/major': { caseId: 'incidentCase' },
  'POST /api/cases/{caseId}/incident/detachment': { caseId: 'incidentCase' },
  'POST /api/cases/{caseId}/findings': { caseId: 'incidentCase' },
  'DELETE /api/cases/{caseId}/documents/{documentId}/original': { documentId: 'markedDocument' },
  'POST /api/tasks/{taskKey}/complete': { taskKey: 'handedTask' },
  'POST /api/tasks/{taskKey}/claim': { taskKey: 'freeTask' },
  'POST /api/tasks/{taskKey}/take-over': { taskKey: 'colleaguesTask' },
  'POST /api/tasks/{taskKey}/stand-in': { taskKey: 'awayTask' },
  'POST /api/tasks/{taskKey}/give-back': { taskKey: 'handedTask' },
  'POST /api/problems/{problemId}/resumption': { problemId: 'deferredProblem' },
  'POST /api/bulk/{bulkId}/undo': { bulkId: 'doneBulk' },
  'POST /api/contacts/{contactId}/client': { contactId: 'strangerAtCounter' },
  'POST /api/contacts/{contactId}/verification': { contactId: 'caller' },
  'POST /api/contacts/{contactId}/work-time-corrections': { contactId: 'endedContact' },
  'GET /api/contacts/{contactId}/work-time': { contactId: 'endedContact' },
  'POST /api/call-backs/{callBackId}/decisions': { callBackId: 'missedCallBack' },
  'POST /api/configuration/audits/{auditId}/lines/{lineId}/correction': { lineId: 'deviation' },
};

/**
 * What stands for a path parameter of this route in this dossier.
 * @throws Error when nobody makes objects for this parameter: a new one needs a maker
 */
export function objectFor({ name, path }: Route, param: string, it: Dossier): string {
  const segment = new RegExp(`([\\w-]+)/\\{${param}\\}`).exec(path)?.[1];
  const found = it[OF_ROUTE[name]?.[param] ?? ''] ?? it[`${segment}/{${param}}`] ?? it[param];
  if (found === undefined)
    throw new Error(`${name}: nobody makes objects for {${param}}. Add one to the dossiers of tests/rights (cases.ts, desk.ts, keeping.ts)`);
  return found;
}

/** Every name in OF_ROUTE is a route: a renamed one would be forgotten here. */
export const routesWithObjects = (): string[] => Object.keys(OF_ROUTE);
