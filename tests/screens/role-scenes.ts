import type { Page } from '@playwright/test';
import { RESIDENTS } from '../../docker/sandbox/people.ts';
import { listMyAbsences } from '../../web/contract/absences.ts';
import { getCalendar } from '../../web/contract/calendars.ts';
import { openContact } from '../../web/contract/contacts.ts';
import { getServiceLevels } from '../../web/contract/service-levels.ts';
import { listNoticeTemplates } from '../../web/contract/templates.ts';
import { listTerms } from '../../web/contract/terms.ts';
import { changed, fails, filled, hangs, LONG } from './answers.ts';
import { boardScenes, changeScenes } from './change-scenes.ts';
import { staffScenes } from './desk-scenes.ts';
import { paperScenes } from './paper-scenes.ts';
import { formScenes } from './form-scenes.ts';
import { itilScenes, registerScenes } from './itil-scenes.ts';
import { counterStates, managerStates, NOBODY, operatorStates, registerStates } from './page-scenes.ts';
import { json, named, unplug, type Scene, type Some } from './scene.ts';
import { answerOf } from './visitor.ts';
import { opens, windowScenes } from './window-scenes.ts';

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
const lookUp = async (page: Page) => {
  await page.getByLabel(/^(Personas kods|Personal code)/).fill(RESIDENTS.ilze.personalCode);
  await page.keyboard.press('Enter');
};
const recognised = async (page: Page) => {
  await startAnew(page);
  await lookUp(page);
  await said(page).waitFor();
};

/** At the counter: conversations, call backs, paper, and everything a specialist and lead sees. */
export const counterScenes = async (page: Page): Promise<Scene[]> => [
  ...(await staffScenes(page, 'kac')),
  ...(await paperScenes(page, 'kac')),
  ...(await windowScenes(page, 'kac')),
  ...(await formScenes(page, 'kac')),
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
  ...changeScenes,
  {
    ...{ name: 'call-backs-decide', path: '/work/call-backs', instead: { url: /\/api\/call-backs/, answer: json(CALL_BACKS) } },
    ...{ act: opens(/^(Izlemt|Decide): /), window: 'features/contacts/decide-dialog.tsx' },
  },
  { name: 'conversations', path: '/work/conversations' },
  { name: 'kac-escalations', path: '/work/escalations' },
  {
    ...{ name: 'kac-absence-cancel', path: '/work/absences', instead: filled(listMyAbsences), window: 'features/absences/cancel-dialog.tsx' },
    act: opens(named('people', 'absence.cancelOf')),
  },
  { name: 'register-waiting', path: '/work/register', instead: hangs(openContact), act: async page => (await startAnew(page), await lookUp(page)) },
  {
    ...{ name: 'register-failed', path: '/work/register', instead: fails(openContact) },
    act: async page => (await startAnew(page), await lookUp(page), await page.locator('main [role=alert]').first().waitFor()),
  },
  { name: 'register-offline', path: '/work/register', act: async page => (await startAnew(page), await unplug(page)) },
  ...counterStates(await someCase(page)),
  ...itilScenes(await someCase(page)),
  ...registerScenes(),
  ...registerStates(),
];

const someCase = async (page: Page) => (await answerOf<Some>(page, '/work/cases', '/api/cases')).cases[0]?.id ?? NOBODY;

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

/** What a service manager sees of templates, and of the register of items. */
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
  {
    ...{
      name: 'templates-notices-back',
      path: '/work/templates',
      window: 'features/templates/notice-editor.tsx',
      act: opens(named('templates', 'notices.back')),
    },
    instead: changed(listNoticeTemplates, ({ templates }) => ({ templates: templates.map(it => ({ ...it, own: true })) })),
  },
  { name: 'templates-replies', path: '/work/templates?part=replies' },
  { name: 'templates-reply-new', path: '/work/templates?part=replies', act: newReply },
  ...boardScenes,
  levelsWindow('demand', 'demand.add'),
  levelsWindow('agreements', 'agreement.add'),
  levelsWindow('plan', 'plan.add'),
  ...managerStates(),
];

/** What the agency's administrator sees of its calendar and settings. */
export const adminScenes = async (_page: Page): Promise<Scene[]> => [
  { name: 'calendar', path: '/work/calendar' },
  calendarWindow('day', named('deadlines', 'calendar.add')),
  calendarWindow('week', named('deadlines', 'week.change')),
  calendarWindow('take-back', named('deadlines', 'calendar.takeBackOf')),
  { name: 'settings', path: '/work/settings' },
  settingsWindow('new', opens(named('settings', 'term.add'))),
  settingsWindow('follow', opens(named('settings', 'term.followOf'))),
  settingsWindow('correct', opens(named('settings', 'term.correctOf'))),
  settingsWindow('cancel', opens(named('settings', 'term.cancelOf')), 'cancel-term-dialog.tsx'),
  settingsWindow('faults', async page => {
    await opens(named('settings', 'term.add'))(page);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: named('settings', 'term.do') })
      .click();
    await page.locator('[aria-invalid=true]').first().waitFor();
  }),
];

/** The agency's administrator, with a day of their own in the calendar. */
const calendarWindow = (name: string, button: RegExp): Scene => ({
  ...{ name: `calendar-${name}`, path: '/work/calendar', act: opens(button), window: 'features/deadlines/change-dialog.tsx' },
  instead: changed(getCalendar, ({ days }) => ({
    days: [{ on: '2026-12-23', title: { lv: LONG, en: LONG }, working: true, hours: [{ from: '09:00', to: '13:00' }], source: 'agency' as const }, ...days],
  })),
});
const levelsWindow = (tab: string, button: string): Scene => ({
  ...{ name: `levels-${tab}-new`, path: `/work/service-levels?tab=${tab}`, instead: filled(getServiceLevels) },
  ...{ act: opens(named('levels', button)), window: 'features/service-levels/fields-dialog.tsx' },
});
/** With a term that has begun and one that has not. */
const TERMS = filled(listTerms, it => ({
  ...it,
  terms: it.terms.map((term, at) => ({
    ...term,
    priority: 1,
    validFrom: at === 0 ? '2020-01-01' : '2098-01-01',
    validTo: null,
    cancelled: null,
    mayTakeBack: at > 0,
  })),
}));
const settingsWindow = (name: string, act: NonNullable<Scene['act']>, file = 'term-dialog.tsx'): Scene => ({
  ...{ name: `settings-${name}`, path: '/work/settings', act, instead: TERMS, window: `features/settings/${file}` },
});

export const operatorScenes = async (_page: Page): Promise<Scene[]> => [
  { name: 'incidents', path: '/work/incidents' },
  { name: 'settings-general', path: '/work/settings' },
  ...operatorStates(),
];
