import { personalCode } from '../../docker/sandbox/codes.ts';
import { makeChance, type Chance } from './random.ts';
import { wordsOf } from './words.ts';

/** An invented country on top of the demo agencies: who serves, who is served, what they ask. Nobody in it is real. */
export const EXTRA_AGENCIES = [
  ['large-vid', 'Valsts ieņēmumu dienests', 'State Revenue Service'],
  ['large-nva', 'Nodarbinātības valsts aģentūra', 'State Employment Agency'],
  ['large-csdd', 'Ceļu satiksmes drošības direkcija', 'Road Traffic Safety Directorate'],
  ['large-lad', 'Lauku atbalsta dienests', 'Rural Support Service'],
  ['large-vzd', 'Valsts zemes dienests', 'State Land Service'],
  ['large-ur', 'Uzņēmumu reģistrs', 'Register of Enterprises'],
  ['large-vpd', 'Valsts probācijas dienests', 'State Probation Service'],
  ['large-ptac', 'Patērētāju tiesību aizsardzības centrs', 'Consumer Rights Protection Centre'],
  ['large-riga', 'Rīgas valstspilsētas pašvaldība', 'Riga municipality'],
  ['large-liepaja', 'Liepājas valstspilsētas pašvaldība', 'Liepāja municipality'],
  ['large-daugavpils', 'Daugavpils valstspilsētas pašvaldība', 'Daugavpils municipality'],
  ['large-jelgava', 'Jelgavas valstspilsētas pašvaldība', 'Jelgava municipality'],
  ['large-ventspils', 'Ventspils valstspilsētas pašvaldība', 'Ventspils municipality'],
  ['large-cesis', 'Cēsu novada pašvaldība', 'Cēsis municipality'],
  ['large-ogre', 'Ogres novada pašvaldība', 'Ogre municipality'],
  ['large-kuldiga', 'Kuldīgas novada pašvaldība', 'Kuldīga municipality'],
  ['large-rezekne', 'Rēzeknes valstspilsētas pašvaldība', 'Rēzekne municipality'],
] as const;

/** Holders of cases: the demo agencies but the front office, and the extra ones; the first are the busiest. */
export const HOLDERS = ['vsaa', 'pmlp', 'valmiera', ...EXTRA_AGENCIES.map(([id]) => id)];
export const FRONT_OFFICE = 'kac';
export const SPECIALISTS = 5000;
/** Clients for each case: most people apply more than once. */
const CASES_A_CLIENT = 2.5;
export type Service = { id: string; caseCode: string; holder: string };
/** Services nobody has a folder for: they go by their ids. As many as a ministry's institutions have together. */
export const EXTRA_SERVICES: readonly Service[] = Array.from({ length: 400 }, (_, n) => ({
  id: `large-${String(n).padStart(3, '0')}`,
  caseCode: String(8000 + n),
  holder: HOLDERS[n % HOLDERS.length]!,
}));
export const clientsFor = (cases: number) => Math.max(1, Math.ceil(cases / CASES_A_CLIENT));

const GIVEN = [
  'Anna',
  'Jānis',
  'Līga',
  'Kārlis',
  'Māra',
  'Andris',
  'Inese',
  'Pēteris',
  'Ilze',
  'Mārtiņš',
  'Zane',
  'Juris',
  'Dace',
  'Edgars',
  'Santa',
  'Ģirts',
  'Ieva',
  'Raivis',
  'Laura',
  'Uldis',
  'Šarlote',
  'Žanis',
  'Elīna',
  'Aivars',
];
const FAMILY = [
  'Bērz',
  'Kalniņ',
  'Ozol',
  'Liepiņ',
  'Zariņ',
  'Krūmiņ',
  'Siliņ',
  'Eglīt',
  'Ziediņ',
  'Balod',
  'Vītol',
  'Jansons',
  'Pētersons',
  'Āboliņ',
  'Lapiņ',
  'Grīnberg',
  'Šmit',
  'Dzen',
  'Ķiršu',
  'Rudzīt',
  'Upīt',
  'Žagar',
  'Čakst',
  'Meier',
];

/** The n-th invented client, always the same one. Codes are of the kind that tells no date of birth. */
export function clientOf(n: number) {
  const chance = makeChance(0x5eed + n);
  const given = chance.one(GIVEN);
  const family = chance.one(FAMILY) + (chance.share() < 0.5 ? 'e' : 's') + (n % 7 === 0 ? `-${chance.one(FAMILY)}a` : '');
  return {
    id: chance.id(new Date(Date.UTC(2015, 0, 1) + n * 60_000)),
    personalCode: personalCode(`32${String(50_000_000 + n)}`),
    givenName: given,
    familyName: family,
    email: chance.share() < 0.7 ? `cilveks${n}@example.lv` : null,
    phone: chance.share() < 0.8 ? `+3712${String(chance.whole(10_000_000)).padStart(7, '0')}` : null,
    language: chance.share() < 0.93 ? 'lv' : 'en',
    createdAt: new Date(Date.UTC(2015, 0, 1) + n * 60_000),
  };
}

/** The n-th invented specialist: a tenth in the front office; one in twenty leads. */
export function specialistOf(n: number) {
  const chance = makeChance(0xface + n);
  const inFront = n % FRONT_EACH === 0;
  const role = inFront ? 'kac-specialist' : 'specialist';
  return {
    id: `large-${String(n).padStart(4, '0')}`,
    name: `${chance.one(GIVEN)} ${chance.one(FAMILY)}e`,
    // one further each round, so that the front office takes its tenth from all
    agencyId: inFront ? FRONT_OFFICE : HOLDERS[(n + Math.floor(n / HOLDERS.length)) % HOLDERS.length]!,
    roles: (inFront ? n % (20 * FRONT_EACH) === 20 : n % LEAD_EACH === 1) ? [role, 'team-lead'] : [role],
  };
}

const FRONT_EACH = 10;
const LEAD_EACH = 21;
let byAgency: Map<string, { id: string; name: string }[]> | undefined;

/** Somebody who works there. */
export function specialistIn(agency: string, chance: Chance): { id: string; name: string } {
  byAgency ??= Map.groupBy(
    Array.from({ length: SPECIALISTS }, (_, n) => specialistOf(n)),
    it => it.agencyId,
  );
  return chance.one(byAgency.get(agency)!);
}

const WHAT = [
  'pabalsta izmaksu',
  'pases maiņu',
  'nekustamā īpašuma nodokli',
  'bērnudārza rindu',
  'deklarētās dzīvesvietas izziņu',
  'transportlīdzekļa reģistrāciju',
  'zemes robežu plānu',
  'ielas apgaismojumu',
  'pensijas pārrēķinu',
  'būvniecības ieceri',
  'uzņēmuma reģistrāciju',
  'kurināmā pabalstu',
  'invaliditātes atzinumu',
  'ceļa remontu',
  'atkritumu izvešanu',
  'medību atļauju',
];
const SAYS = [
  'Lūdzu paskaidrot par',
  'Kad būs atbilde par',
  'Nav saņemta informācija par',
  'Vēlos precizēt ziņas par',
  'Lūdzu izsniegt dokumentu par',
  'Kļūda datos par',
  'Iesniedzu papildu ziņas par',
  'Nepiekrītu lēmumam par',
];
const MORE = [
  'dzīvoju laukos',
  'esmu pensionārs',
  'pārcēlāmies uz citu pilsētu',
  'dokumenti nozaudēti',
  'vajadzīgs steidzami',
  'zvanīju jau divas reizes',
  'bērniem tas ir svarīgi',
  'atsūtīju pa pastu',
  'e-pakalpojums nestrādāja',
];

/** What the person wrote: a sentence people often write, and what only they do. */
export const subjectOf = (chance: Chance): string =>
  `${chance.one(SAYS)} ${chance.one(WHAT)}; ${chance.one(MORE)}, ${wordsOf(chance, 4)}. Nr. ${100_000 + chance.whole(900_000)}`;
