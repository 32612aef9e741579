import type { Page, Route } from '@playwright/test';
import type { changeCalendar, getChange } from '../../web/contract/changes.ts';
import type { ReplyOf } from '../../web/contract/endpoint.ts';
import { json, type Scene } from './scene.ts';

const title = (lv: string, en: string) => ({ lv, en });
const VSAA = { id: 'vsaa', title: title('Valsts sociālās apdrošināšanas aģentūra', 'State Social Insurance Agency') };
const SERVICE = { id: 'example', title: title('Pārdzīvojušā laulātā pabalsta piešķiršana un pārrēķins', 'Grant and review of the surviving spouse’s benefit') };
const VITA = { id: 'vita', name: 'Vita Zariņa' };
const MARA = { id: 'mara', name: 'Maksimiliāna-Aleksandra Vecvagare-Jēkabpilsētniece' };
const ID = '00000000-0000-7000-8000-000000000001';
const LONG = 'Datubāzes serveris vairs netiek uzturēts, ražotājs labojumus neizdod kopš pagājušā gada marta, un trīs incidenti pēc kārtas nākuši no tā';
const voice = { agency: VSAA, services: [SERVICE], words: null, by: null, at: null, mine: false };

/** A change with all that a page of it can say at once. */
const CHANGE: ReplyOf<typeof getChange> = {
  ...{ id: ID, code: '0000 123456', subject: LONG, agency: VSAA, status: 'planned', class: 'urgent', priority: 2, services: [SERVICE], risk: 'high' },
  ...{
    start: '2026-12-10T20:00:00Z',
    end: '2026-12-11T00:00:00Z',
    raisedAt: '2026-11-20T08:00:00Z',
    awaitsMe: true,
    why: LONG,
    benefit: LONG,
    urgentWhy: LONG,
  },
  standard: null,
  assessment: {
    items: [{ identifier: 'SRV-0001', id: ID, name: 'Datubāzes serveris', status: 'in-use' }],
    ...{ effortHours: 1, costCents: 120_050, risk: LONG, recommends: 'approve', recommendation: LONG, by: VITA, at: '2026-11-21T08:00:00Z' },
  },
  impact: [{ ...SERVICE, cases: 1, through: ['SRV-0001', 'SRV-0002'] }],
  rounds: [
    {
      ...{ id: ID, kind: 'board', agenda: [LONG, 'Kas paziņo klientiem?'], openedAt: '2026-11-21T09:00:00Z', answerBy: '2026-11-27T15:00:00Z' },
      ...{ closedAt: null, minutesId: null },
      voices: [
        { ...voice, member: MARA, vote: null, mine: true },
        { ...voice, member: VITA, vote: 'against', words: LONG, by: MARA, at: '2026-11-22T09:00:00Z' },
      ],
    },
  ],
  decisions: [
    {
      ...{ outcome: 'approve', grounds: LONG, conditions: 'Tikai naktī', acceptedRisk: 'medium', deferUntil: null, beforehand: false },
      ...{ by: MARA, at: '2026-11-23T09:00:00Z' },
    },
  ],
  plan: {
    ...{ resources: LONG, hours: 8, costCents: 30_000, risk: 'high', backOut: LONG, interruption: 'Veidlapa nebūs pieejama', watchDays: 21 },
    ...{ by: VITA, at: '2026-11-24T09:00:00Z' },
  },
  gate: { open: false, missing: ['approval', 'time', 'resources', 'risk', 'agreement'] },
  collisions: [{ id: ID, code: '0000 654321', start: '2026-12-10T20:00:00Z', end: '2026-12-11T00:00:00Z', items: ['SRV-0001'], services: [SERVICE] }],
  steps: [{ at: '2026-11-25T09:00:00Z', by: VITA, tried: LONG, found: LONG }],
  ...{ startedAt: '2026-11-25T08:00:00Z', implementedAt: '2026-11-26T08:00:00Z', backedOut: 1 },
  itemsSet: [
    { identifier: 'SRV-0001', to: 'in-use', fault: null },
    { identifier: 'SRV-0002', to: 'retired', fault: 'of-another-agency' },
  ],
  incidents: { before: 3, after: 0, days: 1 },
  evaluation: null,
  raisedBy: [{ id: ID, code: '0000 111111', kind: 'problem' }],
  ...{ may: ['vote', 'resume', 'open-case'], version: 1 },
};

type Planned = ReplyOf<typeof changeCalendar>['changes'][number];

/** Two that collide and one that does not, in the first of the weeks that are asked for. */
const calendar = async (route: Route) => {
  const from = Date.parse(new URL(route.request().url()).searchParams.get('from') ?? '2026-11-23');
  const at = (hours: number) => new Date(from + hours * 3_600_000).toISOString();
  const one = (code: string, start: number, end: number, more: Partial<Planned>): Planned => ({
    ...{ id: ID, code, subject: LONG, maySee: true, agency: VSAA, status: 'planned', class: 'normal', start: at(start), end: at(end) },
    ...{ services: [SERVICE], items: ['SRV-0001'], interruption: 'Veidlapa nebūs pieejama', collidesWith: [], ...more },
  });
  const changes = [
    one('0000 123456', 20, 52, { collidesWith: ['0000 654321'] }),
    one('0000 654321', 30, 40, { subject: null, maySee: false, collidesWith: ['0000 123456'], interruption: null }),
    one('0000 777777', 100, 200, { status: 'implemented', items: ['SRV-0009'] }),
  ];
  await route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify({ changes }) });
};

/** Changes as those who work on them see them. */
export const changeScenes: Scene[] = [
  ...['register', 'calendar', 'board'].map(part => ({ name: `changes-${part}`, path: `/work/changes?part=${part}` })),
  {
    name: 'change-new',
    window: 'features/changes/request-dialog.tsx',
    path: '/work/changes',
    act: async page => (await page.getByRole('button', { name: /^(Pieteikt izmaiņu|Request a change)$/ }).click(), await page.getByRole('dialog').waitFor()),
  },
  { name: 'change-whole', path: `/work/changes/${ID}`, instead: { url: /\/api\/changes\/[0-9a-f-]+$/, answer: json(CHANGE) } },
  {
    name: 'change-vote-faults',
    path: `/work/changes/${ID}`,
    instead: { url: /\/api\/changes\/[0-9a-f-]+$/, answer: json(CHANGE) },
    act: async (page: Page) => (await page.getByRole('button', { name: /^(Balsot|Vote)$/ }).click(), await page.locator('[data-invalid]').first().waitFor()),
  },
  { name: 'changes-calendar-filled', path: '/work/changes?part=calendar', instead: { url: /\/api\/change-calendar/, answer: calendar } },
  { name: 'changes-failed', path: '/work/changes', instead: { url: /\/api\/changes\?/, answer: json({ title: 'Something went wrong', status: 500 }, 500) } },
];

/** The board of an agency, as those who keep it see it. */
export const boardScenes: Scene[] = [
  { name: 'changes-board-kept', path: '/work/changes?part=board' },
  {
    name: 'changes-board-faults',
    path: '/work/changes?part=board',
    act: async (page: Page) => {
      await page.getByRole('button', { name: /^(Iecelt padomē|Name a member)$/ }).click();
      await page.getByRole('button', { name: /^(Apstiprināt iepriekš|Approve beforehand)$/ }).click();
      await page.locator('[data-invalid]').first().waitFor();
    },
  },
];
