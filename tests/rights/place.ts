import type { Db } from '../../platform/database.ts';
import { newId } from '../../platform/id.ts';
import { OBJECTS, type Actor, type AgencyId, type ObjectKind } from './people.ts';

/** Where an object lies: whose agency, whose hands, whose client. */
export type Place = {
  /** Names the place, so that those who stand alike to it share it. */
  key: string;
  /** Front office that owns its cases. */
  owner: AgencyId;
  /** Agency that holds the service, has the case now, and keeps what agencies keep. */
  agency: AgencyId;
  /** Front office that talked with the client. */
  front: AgencyId;
  /** Whose hands: has the task, made the view, is the adviser. Of nobody's: somebody who has left. */
  person: string;
  /** Somebody else of the same agency. */
  colleague: string;
  clientId: string;
  /** No client behind it, nobody has it. */
  anonymous: boolean;
  /** Registered on a mandate by the specialist of the front office. */
  byMandate: boolean;
};

/** People who are asked about, never ask. */
export const COLLEAGUES: Record<AgencyId, { name: string; roles: string[] }> = {
  kac: { name: 'colleague-kac', roles: ['kac-specialist'] },
  vsaa: { name: 'colleague-vsaa', roles: ['specialist'] },
  pmlp: { name: 'colleague-pmlp', roles: ['specialist'] },
  valmiera: { name: 'colleague-valmiera', roles: ['kac-specialist'] },
  vraa: { name: 'colleague-vraa', roles: ['platform-admin'] },
  partner: { name: 'colleague-partner', roles: ['partner-worker'] },
};

const DAY_MS = 86_400_000;

/** A client, with the consents that the object kind is about. */
async function makeClient(db: Db, consents: 'none' | 'valid' | 'expired', now: Date): Promise<string> {
  const id = newId();
  await db.client.create({
    data: {
      id,
      personalCode: `32${id.slice(-4)}-${id.slice(-9, -4)}`.replace(/[a-f]/g, digit => String(digit.charCodeAt(0) % 10)),
      givenName: 'Ilze',
      familyName: `Nr${id.slice(-6)}`,
    },
  });
  if (consents === 'none') return id;
  const [givenAt, until] = [new Date(now.getTime() - 60 * DAY_MS), new Date(now.getTime() + (consents === 'valid' ? 30 : -1) * DAY_MS)];
  await db.consent.createMany({
    data: ['kac', 'vsaa', 'vraa', 'partner'].map(agency => ({
      id: newId(),
      clientId: id,
      agency,
      purpose: 'Palīdzība ar pieteikumu',
      givenAt,
      givenHow: 'portal',
      recordedBy: 'somebody',
      until,
    })),
  });
  return id;
}

/**
 * The six ways of expected.csv. Own and same agency depend on who asks; the others are the same for everybody: of another agency and another
 * front office; of a client who is represented (on a mandate, with consent) at another agency; the same with everything expired; of no client and nobody.
 */
export async function placeOf(db: Db, kind: ObjectKind, actor: Actor, clientOf: (actor: Actor) => Promise<string | null>, now: Date): Promise<Place> {
  const agency = actor.agency ?? 'vsaa';
  const client = (consents: 'none' | 'valid' | 'expired' = 'none') => makeClient(db, consents, now);
  const base = {
    owner: 'kac',
    agency: 'pmlp',
    front: 'valmiera',
    person: `pmlp-${kind}`,
    colleague: 'colleague-pmlp',
    anonymous: false,
    byMandate: false,
  } as const;
  switch (kind) {
    case 'own':
      return {
        ...base,
        key: keyOf(kind, actor),
        agency,
        front: agency,
        person: actor.name,
        colleague: COLLEAGUES[agency].name,
        clientId: (await clientOf(actor)) ?? (await client()),
      };
    case 'same':
      return {
        ...base,
        key: keyOf(kind, actor),
        agency,
        front: agency,
        person: COLLEAGUES[agency].name,
        colleague: COLLEAGUES[agency].name,
        clientId: await client(),
      };
    case 'other':
      return { ...base, key: kind, owner: 'valmiera', clientId: await client() };
    case 'represented':
      return { ...base, key: kind, front: 'kac', byMandate: true, clientId: await client('valid') };
    case 'expired':
      return { ...base, key: kind, owner: 'valmiera', byMandate: true, clientId: await client('expired') };
    case 'nobody':
      return { ...base, key: kind, agency: 'kac', front: 'kac', person: 'gone', colleague: 'gone', anonymous: true, clientId: await client() };
  }
}

/** Those who stand alike to a place share it. */
export const keyOf = (kind: ObjectKind, { name, agency }: Actor): string =>
  kind === 'own' ? `own ${name}` : kind === 'same' ? `same ${agency ?? 'vsaa'}` : kind;
export const kindOf = (key: string): ObjectKind => OBJECTS.find(it => key === it || key.startsWith(`${it} `))!;
