import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../docker/sandbox/people.ts';
import { seen, useVisitors } from './visitors.ts';

/** The realm as it is delivered, at work (docker/realm): where people come back to, which passwords it takes, what a stolen token is worth. */
describe('signing in', () => {
  const { signIn, stack } = useVisitors();
  const oidc = `${stack.urls.keycloak}/realms/pietura/protocol/openid-connect`;

  const authorize = (options: Record<string, string> = {}) => {
    const challenge = createHash('sha256').update(randomBytes(32)).digest('base64url');
    const asked = {
      client_id: 'pietura-web',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${stack.urls.web}/signed-in`,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    return `${oidc}/auth?${new URLSearchParams({ ...asked, ...options })}`;
  };

  const second = () => Math.floor(Date.now() / 1000);

  type Tokens = { access_token: string; refresh_token: string };

  /** The tokens that this window gets next. */
  const tokensOf = async (page: Page): Promise<Tokens> => {
    const answer = await page.waitForResponse(it => it.url() === `${oidc}/token` && it.request().method() === 'POST');
    return (await answer.json()) as Tokens;
  };

  const refresh = (token: string) =>
    fetch(`${oidc}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token', client_id: 'pietura-web', refresh_token: token }) });

  it.each(['/', '/signed-in/', '/signed-in?x=1', '/cases', '/signed-in/../cases'])('nobody is sent back to %s', async path => {
    const answer = await fetch(authorize({ redirect_uri: stack.urls.web + path }), { redirect: 'manual' });

    expect(answer.status).toBe(400);
    expect((await fetch(authorize(), { redirect: 'manual' })).status).toBe(200);
  });

  it('goes on to the page that was open, with what its address said', async () => {
    const { page, clean } = await signIn('anna', '/cases?code=2026+1');
    const isBack = () => seen(page).toHaveURL(/\/cases\?code=2026(\+|%20)1$/);

    await isBack();
    await page.reload();
    await seen(page.getByRole('button', { name: 'Iziet' })).toBeVisible();
    await isBack();
    await seen(page.getByRole('heading', { level: 1 })).toBeVisible();
    await clean();
  });

  it('a refresh token is taken once, in each window of a person by itself; who brings an old one ends them all', async () => {
    const { page, context } = await signIn('anna');
    const [ofOne] = await Promise.all([tokensOf(page), page.reload()]);
    const other = await context.newPage();
    const [ofOther] = await Promise.all([tokensOf(other), other.goto('/cases')]);

    const renewed = await refresh(ofOne.refresh_token);
    expect(renewed.status).toBe(200);
    const { refresh_token: next } = (await renewed.json()) as Tokens;
    const otherRenewed = await refresh(ofOther.refresh_token);
    expect(otherRenewed.status).toBe(200);
    const { refresh_token: otherNext } = (await otherRenewed.json()) as Tokens;

    expect((await refresh(ofOne.refresh_token)).status).toBe(400);
    expect((await refresh(next)).status).toBe(400);
    expect((await refresh(otherNext)).status).toBe(400);
  });

  it('nothing of a session works after signing out, whoever has kept its tokens', async () => {
    const { page } = await signIn('mara');
    const [kept] = await Promise.all([tokensOf(page), page.reload()]);
    const ask = () => fetch(`${stack.urls.web}/api/me`, { headers: { authorization: `Bearer ${kept.access_token}` } });
    expect((await ask()).status).toBe(200);

    await page.getByRole('button', { name: 'Iziet' }).click();
    await seen(page.getByRole('button', { name: 'Pieslēgties' }).first()).toBeVisible();

    expect((await ask()).status).toBe(401);
    expect((await refresh(kept.refresh_token)).status).toBe(400);
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('a new password is chosen after the old one, and is none that is easily guessed', async () => {
    const { page } = await signIn('janis');
    const signedInAt = second();
    await seen.poll(second).toBeGreaterThan(signedInAt); // Keycloak reckons in whole seconds how long ago somebody gave their password
    await page.goto(authorize({ kc_action: 'UPDATE_PASSWORD', ui_locales: 'lv' }));
    await seen(page.locator('#password')).toBeVisible();
    await seen(page.locator('#password-new')).toBeHidden();
    await page.locator('#password').fill(DEMO_PASSWORD);
    await page.locator('#kc-login').click();

    const refused: [password: string, why: RegExp][] = [
      ['brienis', /garums 8/],
      ['Qwertyuiop', /lieto daudzi/],
      ['zilais VSAA zirgs', /iestāžu/],
      ['zirgs janis zilais', /username|lietotājvārd/i],
    ];
    for (const [password, why] of refused) {
      await page.locator('#password-new').fill(password);
      await page.locator('#password-confirm').fill(password);
      await page.locator('[type=submit]').first().click();
      await seen(page.locator('[class*=alert]').getByText(why).first()).toBeVisible();
    }
    expect(await stack.token('janis')).toBeTruthy();
  });
});
