import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, Outlet, RouterProvider } from '@tanstack/react-router';
import i18next from 'i18next';
import { renderToString } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import type { Auth } from '../auth/auth.ts';

// its words are found by the bundler
jest.unstable_mockModule('../i18n/i18n.ts', () => ({ loadWords: () => Promise.resolve(), i18n: {}, changeLanguage: () => Promise.resolve() }));
// asks the browser
jest.unstable_mockModule('../api/online.ts', () => ({ isOnline: () => true, useOnline: () => true, setReached: () => {} }));
const who: { is: Auth } = { is: { phase: 'signed-out' } };
jest.unstable_mockModule('../auth/auth.ts', () => ({ useAuth: () => who.is, currentAuth: () => who.is, signIn: jest.fn(), signOut: jest.fn() }));

const { makeRouter } = await import('../router.tsx');
const { queryClient } = await import('../api/use-call.ts');

const common = JSON.parse(readFileSync(join(import.meta.dirname, '../i18n/words/common.lv.json'), 'utf8')) as Record<string, unknown>;
await i18next.use(initReactI18next).init({ lng: 'lv', defaultNS: 'common', fallbackNS: 'common', resources: { lv: { common } } });

const SOMEBODY: Auth = { phase: 'signed-in', id: 'vita', name: 'Vita Zariņa', roles: ['resident', 'specialist', 'team-lead'], agency: 'vsaa' };
const SOME_ID = '00000000-0000-7000-8000-000000000000';
const PAGE = 'what the route itself shows';
/** Root and the two halves of the application (web/app/routes.tsx): drawn as they are. */
const FRAMES = ['__root__', '/portal', '/work'];

/** The page at an address as the server would draw it: frames as they are, in place of what the route itself shows a mark. */
async function draw(address: string): Promise<string> {
  const router = makeRouter();
  for (const route of Object.values(router.routesById).filter(it => !FRAMES.includes(it.id)))
    route.update({ component: route.children ? Outlet : () => PAGE, loader: undefined, beforeLoad: undefined } as never);
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [address] }) } as never);
  await router.load();
  return renderToString(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
}
const headerOf = (html: string) => /<header.*?<\/header>/s.exec(html)?.[0];

describe('every page', () => {
  const addresses = Object.keys(makeRouter().routesByPath).map(path => path.replace(/\$\w+/g, SOME_ID));

  it('has an address', () => expect(addresses.length).toBeGreaterThan(25));

  it.each(addresses)('%s has signing out in its header, in sight, for whoever is signed in', async address => {
    who.is = SOMEBODY;
    const html = await draw(address);

    expect(html).toContain(PAGE);
    expect(headerOf(html)).toContain(SOMEBODY.name);
    expect(headerOf(html)).toMatch(/<button[^>]*>Iziet<\/button>/);
    expect(headerOf(html)).not.toMatch(/<(details|dialog)[^>]*>(?:(?!<\/\1>).)*Iziet/s);
  });

  it('nothing hides the header or the account in it, on no width', () => {
    const css = readFileSync(join(import.meta.dirname, 'layout.module.css'), 'utf8');
    const hiding = [...css.matchAll(/([^{}]+)\{[^{}]*(?:display: none|visibility: hidden|clip)/g)].map(([, selector]) => selector!.trim());

    expect(css).toContain('.account {');
    expect(hiding.length).toBeGreaterThan(0);
    expect(hiding.filter(it => /\.(header|bar|account|staff|portal)\b(?!.*\s\.)/.test(it))).toEqual([]);
  });

  it('an address that no route knows has it too', async () => {
    who.is = SOMEBODY;
    expect(headerOf(await draw('/nowhere/at/all'))).toContain('>Iziet<');
  });

  it('has signing in there for whoever is not', async () => {
    who.is = { phase: 'signed-out' };
    const header = headerOf(await draw('/'));

    expect(header).toContain('>Pieslēgties<');
    expect(header).not.toContain('>Iziet<');
  });
});
