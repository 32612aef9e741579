import type { Page } from '@playwright/test';
import { RESIDENTS } from '../../docker/sandbox/people.ts';
import { boardScenes, changeScenes } from './change-scenes.ts';
import { staffScenes } from './desk-scenes.ts';
import { paperScenes } from './paper-scenes.ts';
import { json, type Scene } from './scene.ts';

const said = (page: Page) => page.getByLabel(/^(Ko klients saka|What the client says)/);
/** To what a visitor needs, without saying who it is: nobody is kept in the register by a picture. */
const toWhat = async (page: Page) => {
  await startAnew(page);
  await page.getByRole('button', { name: /^(Bez identifikācijas|Without identification)$/ }).click();
  await said(page).waitFor();
};
/** What an earlier picture began is kept: it is thrown away first. */
const startAnew = async (page: Page) => {
  const again = page.getByRole('button', { name: /^(Sākt no jauna|Start over)/ });
  const first = page.getByLabel(/^(Personas kods|Personal code|Tālruņa numurs|Phone number)/);
  await again.or(first).first().waitFor();
  if (await again.isVisible()) await again.click();
  await first.waitFor();
};
const way = (name: RegExp) => async (page: Page) => {
  await toWhat(page);
  await page.getByRole('button', { name }).click();
  await page.locator('main textarea').first().waitFor();
};
const recognised = async (page: Page) => {
  await startAnew(page);
  await page.getByLabel(/^(Personas kods|Personal code)/).fill(RESIDENTS.ilze.personalCode);
  await page.keyboard.press('Enter');
  await said(page).waitFor();
};

/** At the counter: conversations, call backs, paper, and everything a specialist and lead sees. */
export const counterScenes = async (page: Page): Promise<Scene[]> => [
  ...(await staffScenes(page, 'kac')),
  ...(await paperScenes(page, 'kac')),
  { name: 'register', path: '/work/register', act: startAnew },
  {
    name: 'register-faults',
    path: '/work/register',
    act: async page => (await startAnew(page), await page.keyboard.press('Enter'), await page.locator('[aria-invalid=true]').waitFor()),
  },
  { name: 'register-what', path: '/work/register', act: toWhat },
  { name: 'register-recognised', path: '/work/register', act: recognised },
  { name: 'register-answered', path: '/work/register', act: way(/^(Atbildēt uzreiz|Answer at once)/) },
  { name: 'register-told', path: '/work/register', act: way(/^(Cits pieteikums vārdos|Another application in words)/) },
  { name: 'register-call-back', path: '/work/register', act: way(/^(Atzvanīt|Call back)/) },
  ...['open', 'mine', 'missed', 'done'].map(state => ({ name: `call-backs-${state}`, path: `/work/call-backs?state=${state}` })),
  { name: 'call-backs-filled', path: '/work/call-backs', instead: { url: /\/api\/call-backs/, answer: json(CALL_BACKS) } },
  { name: 'kac-escalations', path: '/work/escalations' },
  ...['incidents', 'problems', 'proposals', 'known-errors', 'trends'].map(part => ({ name: `kac-itil-${part}`, path: `/work/problems?part=${part}` })),
  ...changeScenes,
  {
    name: 'kac-problem-new',
    path: '/work/problems?part=problems',
    act: async page => (await page.getByRole('button', { name: /^(Pieteikt problēmu|Raise a problem)$/ }).click(), await page.getByRole('dialog').waitFor()),
  },
];

const callBack = (at: number, more: object) => ({
  ...{ id: `00000000-0000-7000-8000-00000000000${at}`, phone: '+371 2955512' + String(at), name: 'Maksimiliāna Vecvagare-Jēkabpilsētniece' },
  ...{ about: 'Kāpēc apbedīšanas pabalsts vēl nav izmaksāts, lai gan lēmums pieņemts pirms divām nedēļām?', level: 'soon', dueAt: '2026-11-24T14:00:00Z' },
  ...{ contactId: '00000000-0000-7000-8000-000000000000', createdAt: '2026-11-20T10:00:00Z', createdBy: 'Līga Ozola', assignee: null, escalatedAt: null },
  ...{ doneAt: null, result: null, history: [], version: 1, may: ['call', 'assign'], ...more },
});
const CALL_BACKS = {
  callBacks: [
    callBack(1, {
      level: 'overdue',
      escalatedAt: '2026-11-20T12:00:00Z',
      may: ['call', 'assign', 'move', 'drop'],
      history: [{ at: '2026-11-20T11:00:00Z', name: 'called', outcome: 'no-answer', note: null, by: 'Kārlis Liepiņš' }],
    }),
    callBack(2, { assignee: { id: 'somebody', name: 'Kārlis Liepiņš' } }),
  ],
  counts: { open: 2, mine: 0, missed: 1 },
  next: null,
};

const newReply = async (page: Page) => {
  await page.getByRole('button', { name: /^(Jauna sagatave|New template)$/ }).click();
  await page.getByLabel(/^(Teksts latviski|Text in Latvian)/).fill('Labdien, {{ client.name }}! {{ client.code }}');
};

/** What a service manager sees of templates. */
export const managerScenes = async (_page: Page): Promise<Scene[]> => [
  { name: 'templates-notices', path: '/work/templates', act: page => page.getByRole('article').first().waitFor() },
  {
    name: 'templates-notices-faults',
    path: '/work/templates',
    act: async page => {
      await page.getByLabel(/^(Temats|Subject)/).fill('{{ client.name }}');
      await page.locator('[aria-invalid=true]').waitFor();
    },
  },
  { name: 'templates-replies', path: '/work/templates?part=replies' },
  { name: 'templates-reply-new', path: '/work/templates?part=replies', act: newReply },
  ...boardScenes,
];

/** What the agency's administrator sees of its calendar. */
export const adminScenes = async (_page: Page): Promise<Scene[]> => [
  { name: 'calendar', path: '/work/calendar' },
  {
    name: 'calendar-day',
    path: '/work/calendar',
    act: async page => (await page.getByRole('button', { name: /^(Pievienot dienu|Add a day)$/ }).click(), await page.getByRole('dialog').waitFor()),
  },
];

export const operatorScenes = async (_page: Page): Promise<Scene[]> => [{ name: 'incidents', path: '/work/incidents' }];
