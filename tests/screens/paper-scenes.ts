import type { Page } from '@playwright/test';
import type { z } from 'zod';
import { getCase } from '../../web/contract/cases.ts';
import { getDocument, listVersions, type documentView } from '../../web/contract/documents.ts';
import { answersBy, changed, filled, LONG } from './answers.ts';
import { json, named, press, windowThere, type Scene, type Some } from './scene.ts';
import { answerOf } from './visitor.ts';

type Document = z.output<typeof documentView>;

/** Paper and documents, as those see them who work with them. */
export async function paperScenes(page: Page, who: string): Promise<Scene[]> {
  const { cases } = await answerOf<Some>(page, '/work/cases', '/api/cases');
  const documents = cases[0] ? `/work/cases/${cases[0].id}?tab=documents` : '/work/cases';
  return [
    ...['here', 'coming', 'missing', 'batches', 'settled'].map(list => ({ name: `${who}-originals-${list}`, path: `/work/originals?list=${list}` })),
    { name: `${who}-originals-filled`, path: '/work/originals?list=here', instead: { url: /\/api\/originals\?/, answer: json(ORIGINALS) } },
    { name: `${who}-batch`, path: '/work/originals/00000000-0000-7000-8000-000000000000', instead: { url: /\/api\/original-batches\//, answer: json(BATCH) } },
    { name: `${who}-documents`, path: documents },
    {
      ...{ name: `${who}-batch-missing`, path: '/work/originals/00000000-0000-7000-8000-000000000000', window: 'features/originals/settle-buttons.tsx' },
      ...{ instead: { url: /\/api\/original-batches\//, answer: json(BATCH) }, act: windowBehind(named('originals', 'miss.doName')) },
    },
    { name: `${who}-documents-filled`, path: documents, instead: withDocuments },
    { name: `${who}-documents-attach`, path: documents, act: press(named('workplace', 'task.attach')), window: 'features/workplace/attach-dialog.tsx' },
    ...documentWindows(documents, who),
  ];
}

const windowBehind = (name: RegExp) => async (page: Page) => {
  await press(name)(page);
  await windowThere(page);
};
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
const document = (at: number, more: Partial<Document>): Document => ({
  ...{ id: `00000000-0000-7000-8000-00000000001${at}`, kind: 'attachment', title: '', fileName: `fails-${at}.pdf`, contentType: 'application/pdf' },
  ...{ bytes: 120_000 * (at + 1), addedAt: '2026-11-20T10:00:00Z', addedBy: 'Līga Ozola', public: true, mergedFrom: null },
  ...{ check: { state: 'clean', progress: 100, macros: false }, version: 1, revision: 1, withdrawn: null, original: null },
  ...{ may: ['open', 'change', 'replace', 'withdraw'], ...more },
});
/** The real case, with a document in every state. */
const withDocuments = changed(getCase, () => ({
  documents: [
    document(0, { title: 'Darba grāmatiņa', kind: 'certificate', original: { state: 'due', place: 'kac', dueOn: '2026-11-30' }, version: 3 }),
    document(1, { title: 'Čeks', check: { state: 'checking', progress: 40, macros: false }, may: [] }),
    document(2, { title: 'Tāme.xlsm', check: { state: 'unchecked', progress: 100, macros: true }, public: false }),
    document(3, { title: 'Nezināms fails', check: { state: 'infected', progress: 100, macros: false }, may: ['withdraw'] }),
    document(4, { title: 'Kļūdains pielikums', withdrawn: { at: '2026-11-20T11:00:00Z', reason: 'Cita cilvēka dokuments' }, may: ['open'] }),
    document(5, { title: 'Paskaidrojums.txt', contentType: 'text/plain', may: ['open', 'mark-original'] }),
  ],
  waitsForOriginal: true,
}));
/** What the file says that is looked at. */
const letter = answersBy(getDocument, route => route.fulfill({ contentType: 'text/plain; charset=utf-8', body: LONG }));

/** The windows in which one sees and changes a document. */
function documentWindows(path: string, who: string): Scene[] {
  const window = (name: string, act: (page: Page) => Promise<void>): Scene => ({
    ...{ name: `${who}-documents-${name}`, path, act, instead: [withDocuments, letter, filled(listVersions)], window: `ui/documents/${name}-dialog.tsx` },
  });
  const more = (key: string, title: string) => async (page: Page) => {
    const row = page.locator('main li').filter({ hasText: title });
    await row.locator('summary').click();
    await row.getByRole('button', { name: named('documents', key) }).click();
    await windowThere(page);
  };
  return [
    window('preview', windowBehind(/Paskaidrojums\.txt$/)),
    window('versions', windowBehind(named('documents', 'about.version'))),
    window('change', more('do.change', 'Darba grāmatiņa')),
    window('replace', more('do.replace', 'Darba grāmatiņa')),
    window('withdraw', more('do.withdraw', 'Darba grāmatiņa')),
    window('mark', more('do.mark', 'Paskaidrojums.txt')),
  ];
}
