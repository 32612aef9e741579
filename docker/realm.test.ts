import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

type Client = Record<string, unknown> & { clientId: string; attributes?: Record<string, string>; protocolMappers?: { config: Record<string, string> }[] };
const realm = JSON.parse(readFileSync(join(import.meta.dirname, 'realm/pietura-realm.json'), 'utf8')) as Record<string, unknown> & {
  clients: Client[];
  users?: unknown[];
};
const web = realm.clients.find(it => it.clientId === 'pietura-web')!;

describe('the realm that production imports', () => {
  it('has nobody in it, and nobody registers themselves', () => {
    expect(realm.users ?? []).toEqual([]);
    expect(realm).toMatchObject({ registrationAllowed: false, resetPasswordAllowed: false, sslRequired: 'external' });
  });

  it('slows down guessing, and asks for no kinds of characters and no forced change', () => {
    expect(realm).toMatchObject({ bruteForceProtected: true, failureFactor: 10 });
    expect(String(realm['passwordPolicy'])).not.toMatch(/upperCase|lowerCase|digits|specialChars|forceExpired/);
  });

  it('ends tokens, codes and sessions', () => {
    expect(realm).toMatchObject({ accessTokenLifespan: 300, accessCodeLifespan: 60, ssoSessionIdleTimeout: 3600, ssoSessionMaxLifespan: 36_000 });
  });

  it('lets the browser application sign in by code with PKCE, in no other way, and only for our API', () => {
    expect(web).toMatchObject({ standardFlowEnabled: true, implicitFlowEnabled: false, directAccessGrantsEnabled: false, serviceAccountsEnabled: false });
    expect(web.attributes?.['pkce.code.challenge.method']).toBe('S256');
    expect(web.protocolMappers?.map(it => it.config['included.custom.audience']).filter(Boolean)).toEqual(['pietura-api']);
    expect(realm.clients.filter(it => it['bearerOnly'] !== true).map(it => it.clientId)).toEqual(['pietura-web']);
  });

  it('writes down who signed in and who failed', () => {
    expect(realm).toMatchObject({ eventsEnabled: true, adminEventsEnabled: true });
    expect(realm['enabledEventTypes']).toEqual(expect.arrayContaining(['LOGIN', 'LOGIN_ERROR', 'LOGOUT', 'REFRESH_TOKEN_ERROR']));
  });
});
