import type { Role } from '../../web/contract/words.ts';
import type { User } from '../../web/api/http/user.ts';

const uuid = (n: number) => `0193a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const CLIENTS = [
  { id: uuid(1), kind: 'natural', personalCode: '010190-10001', givenName: 'Anna', familyName: 'Bērziņa', email: 'anna@example.org', language: 'lv' },
  { id: uuid(2), kind: 'natural', personalCode: '010190-10002', givenName: 'Jānis', familyName: 'Kalniņš', email: 'janis@example.org', language: 'lv' },
];

const person = (id: string, name: string, roles: Role[], agencyId: string | null, clientId: string | null = null): User => ({
  id,
  name,
  roles,
  agencyId,
  clientId,
});

/** Invented people: two who apply, the front office, and an agency with a lead. */
export const PEOPLE: Record<string, User> = {
  anna: person('anna', 'Anna', ['resident'], null, CLIENTS[0]!.id),
  janis: person('janis', 'Jānis', ['resident'], null, CLIENTS[1]!.id),
  liga: person('liga', 'Līga', ['kac-specialist'], 'kac'),
  karlis: person('karlis', 'Kārlis', ['kac-specialist', 'team-lead'], 'kac'),
  vita: person('vita', 'Vita', ['specialist'], 'vsaa'),
  valdis: person('valdis', 'Valdis', ['specialist'], 'vsaa'),
  vija: person('vija', 'Vija', ['team-lead', 'specialist'], 'vsaa'),
};

export const STAFF = Object.values(PEOPLE).filter(it => it.agencyId !== null);

export const AGENCIES = [
  { id: 'kac', titleLv: 'KAC', titleEn: 'Contact centre' },
  { id: 'vsaa', titleLv: 'VSAA', titleEn: 'VSAA' },
];

const term = (n: number, amount: number, priority: number | null) => ({
  id: uuid(100 + n),
  purpose: 'answer',
  priority,
  amount,
  unit: 'working-days',
  ends: 'midnight',
  rolls: true,
  countsFrom: 'submitted',
  pausesFor: ['client', 'partner', 'date'],
  silence: 'nothing',
  extensionTimes: 2,
  extensionAmount: 30,
  extensionUnit: 'working-days',
  extensionNotice: true,
  validFrom: new Date('2020-01-01T00:00:00Z'),
  lawLv: `simulation ${n}`,
  lawEn: `simulation ${n}`,
});

/** Short terms: five working days, three for what is critical, eight for what can wait. */
export const TERMS = [term(1, 5, null), term(2, 3, 1), term(3, 4, 2), term(4, 8, 4)];
