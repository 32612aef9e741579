import { seen, type Visitor } from './visitors.ts';

/** A new conversation by phone: the number, and on to what they need. */
export async function takeCall({ page }: Visitor, phone: string): Promise<void> {
  await page.getByLabel('pa tālruni').check();
  await page.getByLabel('Tālruņa numurs').fill(phone);
  await page.keyboard.press('Enter');
  await seen(page.getByLabel('Ko klients saka')).toBeVisible();
}

/** Somebody before us with a document. */
export async function greet({ page }: Visitor, personalCode: string, name: string): Promise<void> {
  await page.getByLabel('klātienē', { exact: true }).check();
  await page.getByLabel('Personas kods').fill(personalCode);
  await page.keyboard.press('Enter');
  await seen(page.getByText(name)).toBeVisible();
}

/** A question answered at once. */
export async function consult({ page }: Visitor, question: string, answer: string): Promise<void> {
  await page.getByRole('button', { name: /^Atbildēt uzreiz/ }).click();
  await page.getByLabel('Klienta vārdiem').fill(question);
  await page.getByLabel('Ko atbildējāt').fill(answer);
  await page.getByRole('button', { name: 'Saglabāt konsultāciju' }).click();
  await seen(page.getByRole('heading', { name: 'Konsultācija saglabāta' })).toBeVisible();
}

/** What a caller answers; empty what they do not know. */
export async function answerAs({ page }: Visitor, answers: Record<string, string>): Promise<void> {
  const open = page.getByRole('button', { name: 'Pārbaudīt', exact: true });
  if (!(await open.isVisible())) await page.getByText('Pārbaudīt zvanītāju', { exact: true }).click();
  for (const [label, text] of Object.entries(answers)) await page.getByLabel(label).fill(text);
  await open.click();
}
