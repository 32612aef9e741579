import type { Page, Route } from '@playwright/test';
import { HANG, json, oneOfEach, press, type Scene, type Tasks } from './scene.ts';
import { answerOf } from './visitor.ts';

const TABS = ['form', 'history', 'documents', 'messages', 'links', 'diagram', 'client', 'escalations'];
const QUEUES = ['mine', 'team', 'unassigned', 'overdue', 'handed-over', 'all'];
const ALL = '/work/tasks?queue=all';
const FAILED = json({ title: 'Something went wrong', status: 500, instance: 'example' }, 500);
const LIST = /\/api\/tasks\?/;

const searchFor = (words: string) => async (page: Page) => {
  await page.getByRole('combobox', { name: /^(Meklēt visur|Search everything)$/ }).fill(words);
  await page.locator('[role=option], [role=status]:not(:empty)').first().waitFor();
};
const dialog = (page: Page) => page.getByRole('dialog').waitFor();
/** A key that opens a window. */
const key = (pressed: string) => async (page: Page) => {
  await page.getByRole('heading').first().waitFor();
  await page.keyboard.press(pressed);
  await dialog(page);
};
/** A button that opens a window, where there is such a button. */
const opens = (name: RegExp) => async (page: Page) => {
  const button = page.locator('main').getByRole('button', { name }).first();
  await button.click();
  await dialog(page);
};
const chooseRows = async (page: Page) => page.getByLabel(/^(Izvēlēties visas redzamās|Choose all that are shown)$/).check();
const bulk = (name: RegExp) => async (page: Page) => {
  await chooseRows(page);
  await page.locator('section').getByRole('button', { name }).click();
  await dialog(page);
};

/** Believable but long: what people really write and how agencies are really called. */
const LONG = 'Iesniegums par nepareizi aprēķinātu apbedīšanas pabalstu, jo pārdzīvojušā laulātā darbnespējas periods nav ņemts vērā';
const NAME = 'Maksimiliāna-Aleksandra Vecvagare-Jēkabpilsētniece';
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
    ...(tasks[0] ? taskScenes(tasks[0].key, who) : []),
    ...(tasks[0] ? caseScenes(tasks[0].case.id, who) : []),
    { name: `${who}-cases`, path: '/work/cases' },
    { name: `${who}-cases-waiting`, path: '/work/cases?state=waiting&cols=code,what,client,waits,submitted' },
    { name: `${who}-cases-chosen`, path: '/work/cases', act: chooseRows },
    { name: `${who}-absences`, path: '/work/absences' },
    { name: `${who}-absence-new`, path: '/work/absences', act: opens(/^(Pievienot prombūtni|Add an absence)$/) },
    { name: `${who}-bulk`, path: '/work/bulk' },
    { name: `${who}-bulk-filled`, path: '/work/bulk', instead: { url: /\/api\/bulk/, answer: bulkActions } },
    { name: `${who}-calendar`, path: '/work/calendar' },
    { name: `${who}-replies`, path: '/work/templates?part=replies' },
  ];
}

/** The list in its states, and what opens over it. */
const listScenes = (who: string): Scene[] => [
  { name: `${who}-tasks-empty`, path: '/work/tasks', instead: { url: LIST, answer: json({ tasks: [], next: null }) } },
  { name: `${who}-tasks-failed`, path: '/work/tasks', instead: { url: LIST, answer: FAILED } },
  { name: `${who}-tasks-waiting`, path: '/work/tasks', instead: { url: LIST, answer: HANG } },
  { name: `${who}-tasks-offline`, path: ALL, act: async page => void (await page.context().setOffline(true)) },
  { name: `${who}-tasks-long`, path: ALL, instead: { url: LIST, answer: longWords } },
  { name: `${who}-tasks-narrowed`, path: `${ALL}&priority=4&cols=code,what,kind,submitted,due` },
  { name: `${who}-tasks-narrowed-empty`, path: `${ALL}&text=zzzz` },
  { name: `${who}-tasks-filter`, path: ALL, act: opens(/^(Atlasīt|Filter)$/) },
  { name: `${who}-tasks-columns`, path: ALL, act: opens(/^(Kolonnas|Columns)$/) },
  { name: `${who}-tasks-save`, path: ALL, act: opens(/^(Saglabāt skatu|Save view)$/) },
  { name: `${who}-tasks-export`, path: ALL, act: opens(/^(Eksportēt|Export)$/) },
  { name: `${who}-tasks-chosen`, path: ALL, act: chooseRows },
  { name: `${who}-bulk-priority`, path: ALL, act: bulk(/^(Mainīt prioritāti|Change priority)$/) },
  { name: `${who}-bulk-assign`, path: ALL, act: bulk(/^(Nodot|Hand over)$/) },
  { name: `${who}-menu-more`, path: ALL, act: press(/^(Vairāk|More)$/) },
  { name: `${who}-search`, path: ALL, act: searchFor('bērziņa') },
  { name: `${who}-search-nothing`, path: ALL, act: searchFor('zzzzqq') },
  { name: `${who}-palette`, path: ALL, act: key('Control+k') },
  { name: `${who}-keys`, path: ALL, act: key('?') },
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
    { name: `${who}-case-log-nothing`, path: path('history'), act: page => page.getByLabel(/^(Meklēt norisē|Search the course)$/).locator('visible=true').and(page.locator('input')).fill('zzzz') },
    { name: `${who}-case-log-failed`, path: path('history'), instead: { url: log, answer: FAILED } },
    { name: `${who}-case-actions`, path: path('form'), act: key('.') },
    { name: `${who}-case-reclassify`, path: path('form'), act: opens(/^(Mainīt prioritāti|Change priority)$/) },
    { name: `${who}-case-escalate`, path: path('form'), act: opens(/^(Eskalēt|Escalate)$/) },
    { name: `${who}-case-pause`, path: path('form'), act: opens(/^(Apturēt termiņu|Pause the clock)$/) },
    { name: `${who}-case-extend`, path: path('form'), act: opens(/^(Pagarināt termiņu|Extend the term)$/) },
    { name: `${who}-case-attach`, path: path('documents'), act: opens(/^(Pievienot failu|Attach a file)$/) },
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
