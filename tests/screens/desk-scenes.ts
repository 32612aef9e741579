import type { Page, Route } from '@playwright/test';
import { previewBulk } from '../../web/contract/bulk.ts';
import { listCaseEscalations } from '../../web/contract/escalations.ts';
import { listTasks } from '../../web/contract/tasks.ts';
import { answersBy, empty, fails, filled, hangs, LONG, NAME } from './answers.ts';
import { json, named, oneOfEach, press, unplug, windowThere, type Scene, type Tasks } from './scene.ts';
import { answerOf } from './visitor.ts';
import { opens } from './window-scenes.ts';

const TABS = ['form', 'history', 'documents', 'messages', 'links', 'diagram', 'client', 'escalations'];
const QUEUES = ['mine', 'team', 'unassigned', 'overdue', 'handed-over', 'all'];
const ALL = '/work/tasks?queue=all';
const LISTS = 'features/lists';
const BULK = 'features/bulk/bulk-dialog.tsx';
const FAILED = json({ title: 'Something went wrong', status: 500, instance: 'example' }, 500);

const searchFor = (words: string) => async (page: Page) => {
  await page.getByRole('combobox', { name: /^(Meklēt visur|Search everything)$/ }).fill(words);
  await page.locator('[role=option], [role=status]:not(:empty)').first().waitFor();
};
/** A key that opens a window. */
const key = (pressed: string) => async (page: Page) => {
  await page.getByRole('heading').first().waitFor();
  await page.keyboard.press(pressed);
  await windowThere(page);
};
const chooseRows = async (page: Page) => page.getByLabel(/^(Izvēlēties visas redzamās|Choose all that are shown)$/).check();
const bulk = (name: RegExp) => async (page: Page) => {
  await chooseRows(page);
  await page.locator('section').getByRole('button', { name }).click();
  await windowThere(page);
};

/** The second step: what would come of it. */
const seenInBulk = async (page: Page) => {
  await bulk(/^(Paņemt|Claim)$/)(page);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: named('bulk', 'look') })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: named('bulk', 'back') })
    .waitFor();
};

type Line = { case: Record<string, unknown>; assignee: unknown; news: unknown };
/** The real list, with the longest words there are and everything that a row can say at once. */
const longWords = async (route: Route) => {
  const found = (await (await route.fetch()).json()) as { tasks: Line[] };
  const tasks = found.tasks.map(it => ({
    ...it,
    assignee: { id: 'somebody', name: NAME },
    news: { why: 'arrived', at: '2099-01-01T00:00:00Z', mine: false },
    case: { ...it.case, service: null, subject: LONG, clientName: NAME, escalated: true, overdue: true, priority: 1, waitsFor: 'institution' },
  }));
  await route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify({ ...found, tasks }) });
};

/** What a specialist sees: queues, lists, a task of each kind, cases, and every window over them. */
export async function staffScenes(page: Page, who: string): Promise<Scene[]> {
  const { tasks } = await answerOf<Tasks>(page, ALL, '/api/tasks?queue=all');
  return [
    ...QUEUES.map(queue => ({ name: `${who}-tasks-${queue}`, path: `/work/tasks?queue=${queue}` })),
    ...oneOfEach(tasks, task => task.elementId).map(([element, task]) => ({ name: `${who}-task-${element}`, path: `${ALL}&task=${task.key}` })),
    ...listScenes(who),
    ...(tasks[0] ? [...taskScenes(tasks[0].key, who)] : []),
    ...(tasks[0] ? [...caseScenes(tasks[0].case.id, who)] : []),
    { name: `${who}-cases`, path: '/work/cases' },
    { name: `${who}-cases-that-wait`, path: '/work/cases?state=waiting&cols=code,what,client,waits,submitted' },
    { name: `${who}-cases-chosen`, path: '/work/cases', act: chooseRows },
    { name: `${who}-absences`, path: '/work/absences' },
    { name: `${who}-absence-new`, path: '/work/absences', act: opens(named('people', 'absence.add')), window: 'features/absences/absence-dialog.tsx' },
    { name: `${who}-bulk`, path: '/work/bulk' },
    { name: `${who}-bulk-filled`, path: '/work/bulk', instead: { url: /\/api\/bulk/, answer: bulkActions } },
    { name: `${who}-calendar`, path: '/work/calendar' },
    { name: `${who}-replies`, path: '/work/templates?part=replies' },
  ];
}

/** The list in its states, and what opens over it. */
const listScenes = (who: string): Scene[] => [
  { name: `${who}-tasks-empty`, path: '/work/tasks', instead: empty(listTasks) },
  { name: `${who}-tasks-failed`, path: '/work/tasks', instead: fails(listTasks) },
  { name: `${who}-tasks-waiting`, path: '/work/tasks', instead: hangs(listTasks), waits: true },
  { name: `${who}-tasks-offline`, path: ALL, act: unplug },
  { name: `${who}-tasks-long`, path: ALL, instead: answersBy(listTasks, longWords) },
  { name: `${who}-tasks-narrowed`, path: `${ALL}&priority=4&cols=code,what,kind,submitted,due` },
  { name: `${who}-tasks-narrowed-empty`, path: `${ALL}&text=zzzz` },
  { name: `${who}-tasks-filter`, path: ALL, act: opens(/^(Atlasīt|Filter)$/), window: `${LISTS}/filter-dialog.tsx` },
  { name: `${who}-tasks-columns`, path: ALL, act: opens(/^(Kolonnas|Columns)$/), window: `${LISTS}/columns-dialog.tsx` },
  { name: `${who}-tasks-save`, path: ALL, act: opens(/^(Saglabāt skatu|Save view)$/), window: `${LISTS}/save-view-dialog.tsx` },
  { name: `${who}-tasks-export`, path: ALL, act: opens(/^(Eksportēt|Export)$/), window: `${LISTS}/export-dialog.tsx` },
  { name: `${who}-tasks-chosen`, path: ALL, act: chooseRows },
  { name: `${who}-bulk-priority`, path: ALL, act: bulk(/^(Mainīt prioritāti|Change priority)$/), window: BULK },
  { name: `${who}-bulk-assign`, path: ALL, act: bulk(/^(Nodot|Hand over)$/), window: BULK },
  { name: `${who}-bulk-seen`, path: ALL, act: seenInBulk, instead: filled(previewBulk), window: BULK },
  {
    name: `${who}-tasks-expired`,
    path: ALL,
    act: windowThere,
    instead: answersBy(listTasks, json({ slug: 'not-signed-in', status: 401 }, 401)),
    window: 'layout/expired-dialog.tsx',
  },
  { name: `${who}-menu-more`, path: ALL, act: press(/^(Vairāk|More)$/) },
  { name: `${who}-search`, path: ALL, act: searchFor('bērziņa') },
  { name: `${who}-search-nothing`, path: ALL, act: searchFor('zzzzqq') },
  { name: `${who}-palette`, path: ALL, act: key('Control+k'), window: `${LISTS}/palette.tsx` },
  { name: `${who}-keys`, path: ALL, act: key('?'), window: 'features/workplace/keys-dialog.tsx' },
];

const taskScenes = (taskKey: string, who: string): Scene[] => [
  ...['form', 'history', 'client'].map(tab => ({ name: `${who}-task-tab-${tab}`, path: `${ALL}&task=${taskKey}&tab=${tab}` })),
  { name: `${who}-task-missing`, path: `${ALL}&task=1` },
  { name: `${who}-task-failed`, path: `${ALL}&task=${taskKey}`, instead: { url: /\/api\/tasks\/\d+$/, answer: FAILED } },
];

const ANY_LOG = /^(kas skatījās|who looked)$/;

/** The page of a case for staff: each of its parts, its windows, and the log in its states. */
function caseScenes(caseId: string, who: string): Scene[] {
  const path = (tab: string) => `/work/cases/${caseId}?tab=${tab}`;
  const log = /\/api\/cases\/[^/]+\/log/;
  return [
    ...TABS.map(tab => ({ name: `${who}-case-${tab}`, path: path(tab) })),
    { name: `${who}-case-log-looks`, path: path('history'), act: page => page.getByLabel(ANY_LOG).check() },
    {
      name: `${who}-case-log-nothing`,
      path: path('history'),
      act: page =>
        page
          .getByLabel(/^(Meklēt norisē|Search the course)$/)
          .locator('visible=true')
          .and(page.locator('input'))
          .fill('zzzz'),
    },
    { name: `${who}-case-log-failed`, path: path('history'), instead: { url: log, answer: FAILED } },
    { name: `${who}-case-actions`, path: path('form'), act: key('.'), window: 'features/workplace/actions-dialog.tsx' },
    { name: `${who}-case-escalations-full`, path: path('escalations'), instead: filled(listCaseEscalations) },
    { name: `${who}-case-missing`, path: '/work/cases/00000000-0000-7000-8000-000000000000' },
  ];
}

const action = (id: string, more: object) => ({
  ...{ id: `00000000-0000-7000-8000-00000000000${id}`, act: { name: 'escalate', reason: LONG }, state: 'done', total: 40, undoes: null, undoneBy: null },
  ...{ counts: { waiting: 0, done: 38, refused: 2, failed: 0, stopped: 0 }, startedAt: '2026-11-20T10:00:00Z', finishedAt: '2026-11-20T10:01:00Z' },
  ...{ may: [], items: [], ...more },
});
const ACTIONS = [
  action('1', { state: 'running', finishedAt: null, counts: { waiting: 25, done: 15, refused: 0, failed: 0, stopped: 0 }, may: ['stop'] }),
  action('2', {
    act: { name: 'priority', impact: 'one', urgency: 'high', reason: LONG, silent: true },
    may: ['undo'],
    items: ['state-conflict', 'not-permitted'].map((why, at) => ({
      ...{ position: at, target: String(at), caseId: '00000000-0000-7000-8000-000000000000', code: at ? null : '0008 1001', state: 'refused', why },
    })),
  }),
];
/** Two actions: one that runs, and one that some cases refused. */
const bulkActions = async (route: Route) => {
  const id = /\/api\/bulk\/([0-9a-f-]{36})/.exec(route.request().url())?.[1];
  const body = id ? ACTIONS.find(it => it.id === id) : { actions: ACTIONS };
  await route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(body) });
};
