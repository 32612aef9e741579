import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { getCase } from '../../web/contract/cases.ts';
import { getDraft, saveDraft } from '../../web/contract/me.ts';
import { listDuplicates, listLinks } from '../../web/contract/links.ts';
import { getWorkTime } from '../../web/contract/presence.ts';
import { getTask, getTaskDrafts, listReceivers, previewLetter, TASK_RIGHTS } from '../../web/contract/tasks.ts';
import { LONG, answers, answersBy, changed, example, filled, PDF } from './answers.ts';
import { named, windowThere, type Scene, type Tasks } from './scene.ts';
import { answerOf } from './visitor.ts';

/** A button of the page that opens a window. */
export const opens = (name: RegExp) => async (page: Page) => {
  await page.locator('main').getByRole('button', { name }).first().click();
  await windowThere(page);
};

const RIGHTS = example(getCase).may;
const mayAll = changed(getCase, () => ({ may: RIGHTS }));
/** What a scene shows in a form is nobody's: it is neither read nor kept. */
export const NOTHING_TYPED = [answers(getDraft, { draft: null }), answers(getTaskDrafts, { drafts: [] }), filled(saveDraft)];
const mine = changed(getTask, () => ({ may: [...TASK_RIGHTS] }));

/** The form of a second pair of eyes, as the service of the tests asks it. */
const CONFIRMATION = JSON.parse(readFileSync(join(import.meta.dirname, '../support/processes/services/made-up-permit/forms/confirm-permit.form'), 'utf8')) as {
  id: string;
};
/** Returned without saying why. */
const returnsIt = async (page: Page) => {
  await page.getByLabel(/^(Atgriezt lēmējam|Return it to whoever decided)$/).check();
  await page.getByRole('button', { name: named('workplace', 'task.finishNext') }).click();
  await page.locator('[aria-invalid=true], [role=alert]').first().waitFor();
};

/** What a task can be done with, and each window that asks about it. */
function taskWindows(taskKey: string, who: string): Scene[] {
  const path = `/work/tasks?queue=all&task=${taskKey}`;
  const instead = [...NOTHING_TYPED, mine, mayAll];
  const receivers = filled(listReceivers);
  const window = (name: string, file: string, button: RegExp): Scene => ({
    ...{ name: `${who}-task-${name}`, path, instead: [...instead, receivers], act: opens(button), window: `features/workplace/${file}` },
  });
  const decides = changed(getTask, () => ({
    act: 'decision' as const,
    may: [...TASK_RIGHTS],
    proposal: { result: 'grant', reasonCode: null, reason: { lv: LONG, en: LONG }, amountCents: 51_240 },
    grounds: [{ id: 'one', outcome: 'grant' as const, text: { lv: LONG, en: LONG }, law: { lv: LONG, en: LONG } }],
    fourEyes: 'always' as const,
  }));
  const proposes = (state: 'open' | 'returned') =>
    changed(getCase, () => ({
      may: RIGHTS,
      proposed: { ...example(getCase).proposed!, state, ...(state === 'open' && { returnedBy: null, returnedAt: null, returnReason: null }) },
    }));
  const confirms = changed(getTask, () => ({
    ...{ act: 'decision-confirmation' as const, may: [...TASK_RIGHTS] },
    form: { id: CONFIRMATION.id, version: '1', schema: CONFIRMATION as Record<string, unknown> },
  }));
  const confirmation = [...NOTHING_TYPED, confirms, proposes('open')];
  return [
    { name: `${who}-task-all-rights`, path, instead },
    window('assign', 'assign-dialog.tsx', named('workplace', 'task.assign')),
    window('take-over', 'reason-dialog.tsx', named('people', 'do.takeOver')),
    window('give-back', 'reason-dialog.tsx', named('people', 'do.giveBack')),
    { name: `${who}-task-decision`, path, instead: [...NOTHING_TYPED, decides, mayAll] },
    { name: `${who}-task-decision-returned`, path, instead: [...NOTHING_TYPED, decides, proposes('returned')] },
    { name: `${who}-task-confirmation`, path, instead: confirmation },
    { name: `${who}-task-confirmation-unclaimed`, path, instead: [proposes('open'), changed(getTask, () => ({ may: ['claim' as const] }))] },
    { name: `${who}-task-confirmation-returns`, path, instead: confirmation, act: returnsIt },
    { ...window('confirmation-letter', 'letter-preview.tsx', named('workplace', 'letter.see')), instead: [...confirmation, answersBy(previewLetter, PDF)] },
    {
      ...window('letter', 'letter-preview.tsx', named('workplace', 'letter.see')),
      instead: [...NOTHING_TYPED, decides, mayAll, answersBy(previewLetter, PDF)],
    },
  ];
}

/** What a case can be done with, and each window that asks about it. */
function caseWindows(caseId: string, who: string): Scene[] {
  const at = (tab: string) => `/work/cases/${caseId}?tab=${tab}`;
  const window = (name: string, file: string, button: RegExp, tab = 'form'): Scene => ({
    ...{ name: `${who}-case-${name}`, path: at(tab), instead: [mayAll, filled(listLinks), filled(listDuplicates), filled(getWorkTime)] },
    ...{ act: opens(button), window: `features/${file}` },
  });
  return [
    window('reclassify', 'workplace/reclassify-dialog.tsx', named('workplace', 'task.reclassify')),
    window('escalate', 'workplace/escalate-dialog.tsx', named('workplace', 'task.escalate')),
    window('pause', 'deadlines/pause-dialog.tsx', named('deadlines', 'pause.open')),
    window('extend', 'deadlines/extend-dialog.tsx', named('deadlines', 'extend.open')),
    window('void', 'workplace/ending-dialog.tsx', named('workplace', 'task.void')),
    window('reopen', 'workplace/ending-dialog.tsx', named('workplace', 'task.reopen')),
    window('work-time', 'presence/work-time-dialog.tsx', named('people', 'time.line')),
    { name: `${who}-case-links-full`, path: at('links'), instead: [filled(listLinks), filled(listDuplicates)] },
    window('link', 'workplace/link-dialogs.tsx', named('workplace', 'links.add'), 'links'),
    window('split', 'workplace/link-dialogs.tsx', named('workplace', 'links.split'), 'links'),
    window('unmerge', 'workplace/link-dialogs.tsx', named('workplace', 'links.unmerge'), 'links'),
    window('merge', 'workplace/link-dialogs.tsx', named('workplace', 'links.merge'), 'links'),
  ];
}

/** Every window over a task and over a case. Which of them somebody gets is a matter of rights: here one has them all. */
export async function windowScenes(page: Page, who: string): Promise<Scene[]> {
  const { tasks } = await answerOf<Tasks>(page, '/work/tasks?queue=all', '/api/tasks?queue=all');
  return tasks[0] ? [...taskWindows(tasks[0].key, who), ...caseWindows(tasks[0].case.id, who)] : [];
}
