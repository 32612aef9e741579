import { makeApi } from '../../docker/demo/api.ts';
import { dropDraft } from '../../web/contract/me.ts';
import type { Page } from '@playwright/test';
import { daysBefore, syntheticCode } from '../../docker/sandbox/people.ts';
import { seen, type Visitor } from './visitors.ts';

/** Numbers of the reserved range that neither seed nor demo use. */
const FIRST = 800_000;
let taken = 0;

/** A deceased nobody has applied for yet: the benefit is paid once for each. */
export const freshDeceased = (): string => syntheticCode(FIRST + ((Date.now() % 90_000) + taken++));

/** Throws away a registration that somebody had begun: what was typed is kept, also from one test to the next. */
export const dropRegistration = (web: string, username: string) =>
  makeApi(web, AbortSignal.timeout(60_000))
    .signIn(username)
    .call(dropDraft, { params: { subject: 'register' } });

/** The topic "Mirusī persona" of the application form. */
export async function fillDeceased(page: Page, deceasedCode: string): Promise<void> {
  const [year, month, day] = daysBefore(new Date(), 14).split('-');
  await page.getByLabel('Mirušās personas personas kods').fill(deceasedCode);
  await page.getByLabel('Nāves datums').fill(`${day}.${month}.${year}.`);
  await page.keyboard.press('Tab');
  await page.getByLabel('Es uzņēmos apbedīšanu').check();
}

/** Opens a queue and the task of this case in it, as soon as it is there. */
export async function openTask({ page }: Visitor, queue: 'mine' | 'team' | 'unassigned' | 'all', code: string, title: string): Promise<void> {
  await page.goto(`/work/tasks?queue=${queue}`);
  await page.getByRole('link', { name: new RegExp(`${code}.*${title}`) }).click();
  await seen(page.getByRole('heading', { name: title })).toBeVisible();
}

const said = (page: Page, words: string | RegExp) => seen(page.getByRole('status').filter({ hasText: words })).toBeVisible();

/** Takes the open task. */
export async function claim({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: 'Paņemt', exact: true }).click();
  await said(page, 'Uzdevums ir Jūsu.');
}

/** Chooses an answer of the task's form and finishes the task. */
export async function finish({ page }: Visitor, choice: string, texts: Record<string, string> = {}): Promise<void> {
  await page.getByLabel(choice).check();
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label).fill(text);
  await page.getByRole('button', { name: 'Pabeigt un nākamais' }).click();
  await said(page, /^Uzdevums pabeigts/);
}

/** The code of the case just made, as the page offers it for copying; other codes may stand on the page too. */
export async function codeGiven(page: Page): Promise<string> {
  const label = await page.getByRole('button', { name: /^Kopēt \d{4} \d{4,}$/ }).getAttribute('aria-label');
  return label!.replace('Kopēt ', '');
}

/** Takes a case over at level 2. */
export async function takeOver(visitor: Visitor, code: string): Promise<void> {
  await openTask(visitor, 'unassigned', code, 'Pieņemt pieprasījumu');
  await claim(visitor);
  await finish(visitor, 'Jā, sākt izpildi');
}
