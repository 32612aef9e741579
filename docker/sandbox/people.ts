import { iban, personalCode } from './codes.ts';

/**
 * Everybody the demo and the tests know. All are invented; their codes have right check digits.
 * Nothing here depends on a package: the start-up program imports it before any is needed.
 */

/** Someone who can sign in. `agency` is a group of the realm; only residents have a personal code in their token. */
export interface DemoUser {
  username: string;
  givenName: string;
  familyName: string;
  email: string;
  roles: string[];
  agency?: string;
  personalCode?: string;
}

/** What VSAA knows: on which ground the family of this person has a right, and what it is reckoned from. */
export type InsuranceStatus = 'insured' | 'pensioner' | 'unemployed' | 'social-security' | 'dependant' | 'none';

export interface Insurance {
  status: InsuranceStatus;
  /** Insured: average contribution wage; pensioner: the pension; others: the state social security benefit; none: 0. A month, in cents. */
  baseCents: number;
  /** Days before today on which the benefit was paid to somebody else. */
  paidDaysAgo?: number;
  /** Paid through another channel that the look-up does not show: ordering a payment is refused as already paid. */
  paidUnseen?: true;
}

/** One person of the PMLP register, with what VSAA knows of them. */
export interface Person {
  personalCode: string;
  givenName: string;
  familyName: string;
  /** ISO date. */
  bornOn: string;
  /** Absent = alive, as far as the register knows. */
  diedDaysAgo?: number;
  /** Absent = VSAA has never heard of this person. */
  insurance?: Insurance;
  /** Absent = VSAA has no account of this person. */
  iban?: string;
  /** Why this person is here, for the sandbox's page. */
  note: string;
}

export const DEMO_PASSWORD = 'pietura';

const WAGE: Insurance = { status: 'insured', baseCents: 142_000 };
const living = (insurance: Insurance = WAGE) => ({ insurance });

/** Living people: two with accounts on the portal, two who only come to the counter. */
export const RESIDENTS = {
  anna: {
    personalCode: personalCode('1203801111'),
    givenName: 'Anna',
    familyName: 'Bērziņa',
    bornOn: '1980-03-12',
    ...living(),
    iban: iban('1203801111'),
    note: 'resident, signs in as anna',
  },
  janis: {
    personalCode: personalCode('0507751222'),
    givenName: 'Jānis',
    familyName: 'Kalniņš',
    bornOn: '1975-07-05',
    ...living(),
    iban: iban('0507751222'),
    note: 'resident, signs in as janis',
  },
  ilze: {
    personalCode: personalCode('2409481333'),
    givenName: 'Ilze',
    familyName: 'Dzērve',
    bornOn: '1948-09-24',
    ...living({ status: 'pensioner', baseCents: 51_200 }),
    iban: iban('2409481333'),
    note: 'comes to the counter; has no portal account',
  },
  peteris: {
    personalCode: personalCode('3217010444'),
    givenName: 'Pēteris',
    familyName: 'Straume',
    bornOn: '1990-01-30',
    ...living(),
    note: 'comes to the counter; VSAA knows no account number of his',
  },
} as const satisfies Record<string, Person>;

/** Deceased people (and three who look like it), one for each way the funeral benefit can go. */
export const DECEASED = {
  insured: {
    personalCode: personalCode('1502521501'),
    givenName: 'Andris',
    familyName: 'Bērziņš',
    bornOn: '1952-02-15',
    diedDaysAgo: 12,
    insurance: { status: 'insured', baseCents: 118_000 },
    note: 'insured: granted, two average wages',
  },
  pensioner: {
    personalCode: personalCode('0811431502'),
    givenName: 'Velta',
    familyName: 'Kalniņa',
    bornOn: '1943-11-08',
    diedDaysAgo: 20,
    insurance: { status: 'pensioner', baseCents: 48_650 },
    note: 'pensioner: granted, two pensions',
  },
  unemployed: {
    personalCode: personalCode('2706681503'),
    givenName: 'Guntis',
    familyName: 'Lapsa',
    bornOn: '1968-06-27',
    diedDaysAgo: 9,
    insurance: { status: 'unemployed', baseCents: 16_600 },
    note: 'unemployed: granted, three social security benefits',
  },
  socialSecurity: {
    personalCode: personalCode('1904591504'),
    givenName: 'Mirdza',
    familyName: 'Roze',
    bornOn: '1959-04-19',
    diedDaysAgo: 30,
    insurance: { status: 'social-security', baseCents: 16_600 },
    note: 'received the state social security benefit: granted, two of it',
  },
  dependant: {
    personalCode: personalCode('3218090505'),
    givenName: 'Emīls',
    familyName: 'Vilks',
    bornOn: '2018-09-02',
    diedDaysAgo: 15,
    insurance: { status: 'dependant', baseCents: 16_600 },
    note: 'dependant of an insured person: granted, three social security benefits',
  },
  notEntitled: {
    personalCode: personalCode('0101851506'),
    givenName: 'Raimonds',
    familyName: 'Zvirbulis',
    bornOn: '1985-01-01',
    diedDaysAgo: 18,
    insurance: { status: 'none', baseCents: 0 },
    note: 'known to VSAA on no ground: refused',
  },
  alreadyPaid: {
    personalCode: personalCode('3011471507'),
    givenName: 'Zenta',
    familyName: 'Priede',
    bornOn: '1947-11-30',
    diedDaysAgo: 40,
    insurance: { status: 'pensioner', baseCents: 50_100, paidDaysAgo: 25 },
    note: 'the benefit was paid to somebody else: refused',
  },
  paidMeanwhile: {
    personalCode: personalCode('2203491508'),
    givenName: 'Arvīds',
    familyName: 'Celms',
    bornOn: '1949-03-22',
    diedDaysAgo: 33,
    insurance: { status: 'pensioner', baseCents: 47_300, paidUnseen: true },
    note: 'looks payable, but ordering the payment is answered "already-paid"',
  },
  late: {
    personalCode: personalCode('1712401509'),
    givenName: 'Olga',
    familyName: 'Saulīte',
    bornOn: '1940-12-17',
    diedDaysAgo: 240,
    insurance: { status: 'pensioner', baseCents: 45_900 },
    note: 'died more than six months ago: claimed late, refused',
  },
  notRegistered: {
    personalCode: personalCode('0609551510'),
    givenName: 'Imants',
    familyName: 'Jansons',
    bornOn: '1955-09-06',
    insurance: { status: 'pensioner', baseCents: 52_400 },
    note: 'not registered as dead (died abroad, or alive): a specialist checks the proof',
  },
  notInVsaa: {
    personalCode: personalCode('3219110511'),
    givenName: 'Kristaps',
    familyName: 'Ābols',
    bornOn: '1977-05-14',
    diedDaysAgo: 22,
    note: 'new-style personal code; VSAA has no record at all: refused',
  },
} as const satisfies Record<string, Person>;

/** A code with a right check digit that no register knows. */
export const UNKNOWN_CODE = personalCode('1111111599');

/** Everybody in the registers, in the order in which the sandbox's page shows them. */
export const PEOPLE: readonly Person[] = [...Object.values(RESIDENTS), ...Object.values(DECEASED)];

const staff = (username: string, givenName: string, familyName: string, agency: string, ...roles: string[]): DemoUser => ({
  username,
  givenName,
  familyName,
  email: emailOf(username),
  roles,
  agency,
});
const resident = (username: string, { givenName, familyName, personalCode: code }: Person): DemoUser => ({
  username,
  givenName,
  familyName,
  email: emailOf(username),
  roles: ['resident'],
  personalCode: code,
});
const emailOf = (username: string) => `${username}@pietura.example`;

/** Accounts of the demo and test profiles; the password of all is `DEMO_PASSWORD`. Production has none of them. */
export const DEMO_USERS: DemoUser[] = [
  resident('anna', RESIDENTS.anna),
  resident('janis', RESIDENTS.janis),
  staff('liga', 'Līga', 'Ozola', 'kac', 'kac-specialist'),
  staff('karlis', 'Kārlis', 'Liepiņš', 'kac', 'kac-specialist', 'team-lead'),
  staff('vita', 'Vita', 'Zariņa', 'vsaa', 'specialist'),
  staff('valdis', 'Valdis', 'Krūmiņš', 'vsaa', 'specialist'),
  staff('vija', 'Vija', 'Siliņa', 'vsaa', 'team-lead', 'specialist'),
  staff('viesturs', 'Viesturs', 'Ozols', 'vsaa', 'team-lead', 'specialist'),
  staff('mara', 'Māra', 'Eglīte', 'vsaa', 'service-manager', 'agency-admin'),
  staff('pavels', 'Pāvels', 'Ziediņš', 'pmlp', 'specialist', 'partner-worker'),
  staff('valters', 'Valters', 'Ozoliņš', 'valmiera', 'specialist'),
  staff('velta', 'Velta', 'Kalniete', 'valmiera', 'team-lead', 'specialist'),
  staff('edgars', 'Edgars', 'Balodis', 'vraa', 'platform-admin'),
  staff('aija', 'Aija', 'Vītola', 'vraa', 'auditor'),
];

/** The agencies of the demo. Slugs are groups of the realm and the teams of the diagrams. */
export const AGENCIES = [
  { slug: 'kac', titleLv: 'Klientu apkalpošanas centrs', titleEn: 'Client service centre' },
  { slug: 'vsaa', titleLv: 'Valsts sociālās apdrošināšanas aģentūra', titleEn: 'State Social Insurance Agency' },
  { slug: 'pmlp', titleLv: 'Pilsonības un migrācijas lietu pārvalde', titleEn: 'Office of Citizenship and Migration Affairs' },
  { slug: 'valmiera', titleLv: 'Valmieras novada pašvaldība', titleEn: 'Valmiera municipality' },
  { slug: 'vraa', titleLv: 'Valsts reģionālās attīstības aģentūra', titleEn: 'State Regional Development Agency' },
] as const;

const FAMILY_NAMES = [
  'Akmens',
  'Apse',
  'Brīvība',
  'Cīrulis',
  'Dāle',
  'Egle',
  'Gaile',
  'Irbe',
  'Kārkls',
  'Lācis',
  'Mednis',
  'Niedre',
  'Osis',
  'Pīlādzis',
  'Rubenis',
  'Stārks',
];
const GIVEN_NAMES = ['Aivars', 'Biruta', 'Dainis', 'Erna', 'Gunārs', 'Ināra', 'Juris', 'Lilija', 'Modris', 'Ruta', 'Tālis', 'Valija'];

/**
 * The reserved range 3299xx-xxxxx: whoever asks for such a code gets an insured person who died 14 days ago, with a
 * name made from the code. A benefit is paid once for each deceased, so repeated demos and load tests need fresh people.
 */
export function syntheticPerson(code: string): Person | undefined {
  if (!/^3299\d{2}-\d{5}$/.test(code)) return undefined;
  const number = Number(code.slice(4, 6) + code.slice(7, 11));
  const pick = (names: string[]) => names[number % names.length] ?? '';
  return {
    personalCode: code,
    givenName: pick(GIVEN_NAMES),
    familyName: pick(FAMILY_NAMES),
    bornOn: '1950-06-01',
    diedDaysAgo: 14,
    insurance: { status: 'insured', baseCents: 96_500 },
    note: 'made up on demand',
  };
}

/** Code of the n-th person of the reserved range, 0 ≤ n < 1 000 000. */
export const syntheticCode = (n: number): string => personalCode(`3299${String(n % 1_000_000).padStart(6, '0')}`);

/** ISO date so many days before `now`, in Latvia. */
export function daysBefore(now: Date, days: number): string {
  const then = new Date(now.valueOf() - days * 86_400_000);
  return then.toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });
}
