import type { Page, Route } from '@playwright/test';
import { answerOf } from './visitor.ts';

/** One picture: where, and what to do there before it is taken. */
export interface Scene {
  name: string;
  path: string;
  act?: (page: Page) => Promise<void>;
  /** What the API answers instead, to reach states that a healthy installation does not show. */
  instead?: { url: RegExp; answer: (route: Route) => Promise<void> | void };
}

interface Some {
  cases: { id: string; status: string; outcome: string | null }[];
}
interface Tasks {
  tasks: { key: string; elementId: string; case: { id: string } }[];
}

const json =
  (body: unknown, status = 200) =>
  (route: Route) =>
    route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
const press = (name: RegExp) => async (page: Page) => void (await page.getByRole('button', { name }).first().click());
const openAll = async (page: Page) => {
  for (const more of await page.locator('main details > summary').all()) {
    const isOpen = (await more.evaluate('it => it.parentElement.open')) as boolean;
    if (!isOpen) await more.click();
  }
};
const ended = async (page: Page) => {
  await page
    .locator('summary')
    .filter({ hasText: /^(Lietas vēsture|History of the case)$/ })
    .click();
  await page.getByRole('dialog').waitFor();
};
/** One of each kind, the first that comes. */
const oneOfEach = <T>(items: T[], kindOf: (item: T) => string) => [...new Map(items.toReversed().map(item => [kindOf(item), item])).entries()];

const TABS = ['form', 'history', 'documents', 'messages', 'diagram', 'client'];
const NEXT = /^(Tālāk|Next)$/;
const AGAIN = /^(Mēģināt vēlreiz|Try again)$/;
const HANG = () => {}; // never answered

/** What anybody sees. */
export async function visitorScenes(page: Page): Promise<Scene[]> {
  const { services } = await answerOf<{ services: { id: string }[] }>(page, '/', '/api/services');
  return [
    { name: 'start', path: '/' },
    { name: 'start-found', path: '/?q=nomiris' },
    { name: 'start-nothing', path: '/?q=zzzz' },
    { name: 'start-bad-code', path: '/', act: press(/^(Atrast|Find)$/) },
    {
      name: 'start-waiting',
      path: '/',
      instead: { url: /\/api\/services/, answer: HANG },
      act: page => page.getByText(/Vēl ielādējam|Still loading/).waitFor(),
    },
    {
      name: 'start-failed',
      path: '/',
      instead: { url: /\/api\/services/, answer: json({ title: 'Something went wrong', status: 500, instance: 'example' }, 500) },
      act: page => page.getByRole('button', { name: AGAIN }).waitFor(),
    },
    ...services.map(({ id }) => ({ name: `service-${id}`, path: `/services/${id}` })),
    { name: 'service-missing', path: '/services/nowhere' },
    { name: 'not-found', path: '/nowhere' },
    { name: 'cases-signed-out', path: '/cases' },
    { name: 'accessibility', path: '/accessibility' },
  ];
}

/** What a resident sees: the way to apply, their cases in each status, and what goes wrong. */
export async function residentScenes(page: Page): Promise<Scene[]> {
  const { services } = await answerOf<{ services: { id: string }[] }>(page, '/', '/api/services');
  const { cases } = await answerOf<Some>(page, '/cases', '/api/my/cases');
  const some = cases[0] ? `/cases/${cases[0].id}` : '/cases';
  return [
    { name: 'cases', path: '/cases' },
    { name: 'cases-empty', path: '/cases', instead: { url: /\/api\/my\/cases/, answer: json({ cases: [], next: null }) } },
    { name: 'cases-other-code', path: '/cases?code=0000%209999' },
    ...oneOfEach(cases, it => `${it.status}${it.outcome ? `-${it.outcome}` : ''}`).map(([kind, it]) => ({ name: `case-${kind}`, path: `/cases/${it.id}` })),
    { name: 'case-opened', path: some, act: openAll },
    {
      name: 'case-withdraw',
      path: some,
      act: async page =>
        void (await page
          .getByRole('button', { name: /^(Atsaukt|Withdraw)/ })
          .click({ timeout: 2000 })
          .catch(() => {})),
    },
    { name: 'case-missing', path: '/cases/00000000-0000-7000-8000-000000000000' },
    { name: 'case-offline', path: some, act: async page => void (await page.context().setOffline(true)) },
    {
      name: 'case-expired',
      path: some,
      instead: { url: /\/api\/cases\/[^/]+\/log/, answer: json({ slug: 'not-signed-in', status: 401 }, 401) },
      act: ended,
    },
    { name: 'notifications', path: '/notifications', act: openAll },
    { name: 'ask', path: '/ask' },
    { name: 'ask-faults', path: '/ask', act: press(/^(Nosūtīt|Send)$/) },
    ...services.flatMap(({ id }) => [
      { name: `apply-${id}`, path: `/services/${id}/apply`, act: formThere },
      { name: `apply-${id}-faults`, path: `/services/${id}/apply`, act: async (page: Page) => (await formThere(page), await press(NEXT)(page)) },
    ]),
  ];
}

const formThere = async (page: Page) => void (await page.locator('.fjs-container input, .fjs-container textarea').first().waitFor());

const searchFor = (words: string) => async (page: Page) => {
  await page.getByRole('combobox', { name: /^(Meklēt visur|Search everything)$/ }).fill(words);
  await page.locator('[role=option], [role=status]:not(:empty)').first().waitFor();
};

/** What a specialist sees: queues, a task of each kind, cases. */
export async function staffScenes(page: Page, who: string): Promise<Scene[]> {
  const { tasks } = await answerOf<Tasks>(page, '/work/tasks?queue=all', '/api/tasks');
  return [
    ...['mine', 'team', 'unassigned', 'all'].map(queue => ({ name: `${who}-tasks-${queue}`, path: `/work/tasks?queue=${queue}` })),
    ...oneOfEach(tasks, task => task.elementId).map(([element, task]) => ({ name: `${who}-task-${element}`, path: `/work/tasks?queue=all&task=${task.key}` })),
    ...TABS.map(tab => ({ name: `${who}-task-tab-${tab}`, path: `/work/tasks?queue=all&task=${tasks[0]?.key}&tab=${tab}` })),
    {
      name: `${who}-tasks-empty`,
      path: '/work/tasks',
      instead: { url: /\/api\/tasks\?/, answer: json({ tasks: [], next: null }) },
    },
    { name: `${who}-cases`, path: '/work/cases' },
    { name: `${who}-cases-waiting`, path: '/work/cases?state=waiting&cols=code,what,client,waits,submitted' },
    { name: `${who}-tasks-narrowed`, path: '/work/tasks?queue=all&priority=4&cols=code,what,kind,submitted,due' },
    { name: `${who}-tasks-narrowed-empty`, path: '/work/tasks?queue=all&text=zzzz' },
    { name: `${who}-tasks-filter`, path: '/work/tasks?queue=all', act: press(/^(Atlasīt|Filter)$/) },
    { name: `${who}-tasks-columns`, path: '/work/tasks?queue=all', act: press(/^(Kolonnas|Columns)$/) },
    { name: `${who}-tasks-save`, path: '/work/tasks?queue=all', act: press(/^(Saglabāt skatu|Save view)$/) },
    { name: `${who}-tasks-export`, path: '/work/tasks?queue=all', act: press(/^(Eksportēt|Export)$/) },
    { name: `${who}-search`, path: '/work/tasks?queue=all', act: searchFor('bērziņa') },
    { name: `${who}-search-nothing`, path: '/work/tasks?queue=all', act: searchFor('zzzzqq') },
    { name: `${who}-palette`, path: '/work/tasks?queue=all', act: async page => (await page.keyboard.press('Control+k'), await page.getByRole('dialog').waitFor()) },
    ...caseScenes(tasks[0]?.case.id, who),
    { name: `${who}-absences`, path: '/work/absences' },
    { name: `${who}-absence-new`, path: '/work/absences', act: press(/^(Pievienot prombūtni|Add an absence)$/) },
    { name: `${who}-escalations`, path: '/work/escalations' },
  ];
}

const ANY_LOG = /^(kas skatījās|who looked)$/;

/** The page of a case for staff: each of its parts, its windows, and the log in its states. */
function caseScenes(caseId: string | undefined, who: string): Scene[] {
  if (!caseId) return [];
  const path = (tab: string) => `/work/cases/${caseId}?tab=${tab}`;
  const log = /\/api\/cases\/[^/]+\/log/;
  return [
    ...['form', 'history', 'documents', 'messages', 'links', 'diagram', 'client'].map(tab => ({ name: `${who}-case-${tab}`, path: path(tab) })),
    { name: `${who}-case-log-looks`, path: path('history'), act: page => page.getByLabel(ANY_LOG).check() },
    { name: `${who}-case-log-nothing`, path: path('history'), act: page => page.getByLabel(/^(Meklēt norisē|Search the course)$/).fill('zzzz') },
    { name: `${who}-case-log-failed`, path: path('history'), instead: { url: log, answer: json({ title: 'Something went wrong', status: 500 }, 500) } },
    { name: `${who}-case-keys`, path: path('form'), act: page => page.keyboard.press('?') },
    { name: `${who}-case-actions`, path: path('form'), act: page => page.keyboard.press('.') },
    { name: `${who}-case-reclassify`, path: path('form'), act: page => page.keyboard.press('p') },
    { name: `${who}-case-missing`, path: '/work/cases/00000000-0000-7000-8000-000000000000' },
  ];
}

export const counterScenes = async (page: Page): Promise<Scene[]> => [
  ...(await staffScenes(page, 'kac')),
  ...(await paperScenes(page, 'kac')),
  { name: 'register', path: '/work/register' },
];

/** Paper and documents, as those see them who work with them. */
export async function paperScenes(page: Page, who: string): Promise<Scene[]> {
  const { cases } = await answerOf<Some>(page, '/work/cases', '/api/cases');
  const documents = cases[0] ? `/work/cases/${cases[0].id}?tab=documents` : '/work/cases';
  return [
    ...['here', 'coming', 'missing', 'batches', 'settled'].map(list => ({ name: `${who}-originals-${list}`, path: `/work/originals?list=${list}` })),
    { name: `${who}-originals-filled`, path: '/work/originals?list=here', instead: { url: /\/api\/originals\?/, answer: json(ORIGINALS) } },
    { name: `${who}-batch`, path: '/work/originals/00000000-0000-7000-8000-000000000000', instead: { url: /\/api\/original-batches\//, answer: json(BATCH) } },
    { name: `${who}-documents`, path: documents },
    { name: `${who}-documents-filled`, path: documents, instead: { url: /\/api\/cases\/[0-9a-f-]{36}$/, answer: withDocuments } },
    { name: `${who}-documents-attach`, path: documents, act: press(/^(Pievienot failu|Attach a file)$/) },
  ];
}

const agency = (id: string, lv: string, en: string) => ({ id, title: { lv, en } });
const KAC = agency('kac', 'Klientu apkalpošanas centrs', 'Client service centre');
const VSAA = agency('vsaa', 'Valsts sociālās apdrošināšanas aģentūra', 'State Social Insurance Agency');
const paper = (line: number, state: string, more: object) => ({
  ...{ id: `00000000-0000-7000-8000-00000000000${line}`, caseId: '00000000-0000-7000-8000-000000000000', documentId: '00000000-0000-7000-8000-000000000000' },
  ...{
    caseCode: `0008 100${line}`,
    title: ['Darba grāmatiņa', 'Laulības apliecība', 'Arhīva izziņa par nostrādāto laiku no 1979. līdz 1991. gadam'][line % 3],
  },
  ...{ state, sender: KAC, holder: VSAA, place: KAC, dueOn: '2026-11-30', overdue: false, note: null, batch: null },
  ...{ markedAt: '2026-11-20T10:00:00Z', settledAt: null, version: 1, may: [], ...more },
});
const ORIGINALS = {
  originals: [
    paper(1, 'due', { overdue: true, dueOn: '2026-10-30', may: ['pack'] }),
    paper(2, 'due', { may: ['pack'] }),
    paper(3, 'due', { batch: { id: '00000000-0000-7000-8000-000000000000', number: 'KAC-2026-0004', line: 1 } }),
  ],
  next: null,
  counts: { here: 3, late: 1, coming: 0, missing: 2 },
};
const BATCH = {
  batch: {
    id: '00000000-0000-7000-8000-000000000000',
    number: 'KAC-2026-0004',
    state: 'sent',
    sender: KAC,
    holder: VSAA,
    madeAt: '2026-11-20T10:00:00Z',
    sentAt: '2026-11-20T12:00:00Z',
    closedAt: null,
    overdue: false,
    counts: { all: 3, received: 1, missing: 1 },
    version: 2,
    may: ['receive'],
  },
  originals: [
    paper(1, 'sent', { may: ['receive'] }),
    paper(2, 'received', { place: VSAA }),
    paper(3, 'missing', { note: 'Aploksnē šī papīra nav', may: ['receive', 'find'] }),
  ],
};
const document = (at: number, more: object) => ({
  ...{
    id: `00000000-0000-7000-8000-00000000001${at}`,
    kind: 'attachment',
    fileName: `fails-${at}.pdf`,
    contentType: 'application/pdf',
    bytes: 120_000 * (at + 1),
  },
  ...{ addedAt: '2026-11-20T10:00:00Z', addedBy: 'Līga Ozola', public: true, check: { state: 'clean', progress: 100, macros: false } },
  ...{ version: 1, revision: 1, withdrawn: null, original: null, may: ['open', 'change', 'replace', 'withdraw'], ...more },
});
/** The real case, with a document in every state. */
const withDocuments = async (route: Route) => {
  const found = (await (await route.fetch()).json()) as object;
  const documents = [
    document(0, { title: 'Darba grāmatiņa', kind: 'certificate', original: { state: 'due', place: 'kac', dueOn: '2026-11-30' }, version: 3 }),
    document(1, { title: 'Čeks', check: { state: 'checking', progress: 40, macros: false }, may: [] }),
    document(2, { title: 'Tāme.xlsm', check: { state: 'unchecked', progress: 100, macros: true }, public: false }),
    document(3, { title: 'Nezināms fails', check: { state: 'infected', progress: 100, macros: false }, may: ['withdraw'] }),
    document(4, { title: 'Kļūdains pielikums', withdrawn: { at: '2026-11-20T11:00:00Z', reason: 'Cita cilvēka dokuments' }, may: ['open'] }),
  ];
  await route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify({ ...found, documents, waitsForOriginal: true }) });
};

const newReply = async (page: Page) => {
  await page.getByRole('button', { name: /^(Jauna sagatave|New template)$/ }).click();
  await page.getByLabel(/^(Teksts latviski|Text in Latvian)/).fill('Labdien, {{ client.name }}! {{ client.code }}');
};

/** What a service manager sees of templates. */
export const managerScenes = async (): Promise<Scene[]> => [
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
];

export const operatorScenes = async (): Promise<Scene[]> => [{ name: 'incidents', path: '/work/incidents' }];
