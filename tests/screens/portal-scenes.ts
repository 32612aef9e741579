import type { Page } from '@playwright/test';
import { HANG, json, oneOfEach, press, type Scene, type Some } from './scene.ts';
import { answerOf } from './visitor.ts';

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
const NEXT = /^(Tālāk|Next)$/;
const AGAIN = /^(Mēģināt vēlreiz|Try again)$/;

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
