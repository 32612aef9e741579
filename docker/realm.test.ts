import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SIGNED_IN_PATH } from '../web/app/auth/way-back.ts';
import { ROLES } from '../web/contract/words.ts';
import { AGENCIES } from './sandbox/people.ts';

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

  const policy = String(realm['passwordPolicy']);
  const passwords = readFileSync(join(import.meta.dirname, 'realm/most-used-passwords.txt'), 'utf8')
    .split('\n')
    .slice(0, -1);

  it('takes passwords from eight characters on, none that is like the name of the person', () => {
    expect(policy).toContain('length(8)');
    expect(policy).toContain('notContainsUsername(undefined)');
    expect(policy).toContain('notEmail(undefined)');
    expect(policy).not.toContain('maxLength');
  });

  it('takes none of the most used that are long enough', () => {
    expect(policy).toContain('passwordBlacklist(most-used-passwords.txt)');
    expect(passwords.length).toBeGreaterThan(15_000);
    // Keycloak compares in lower case, line by line
    expect(passwords.filter(it => it.length < 8 || it !== it.toLowerCase().trim())).toEqual([]);
    expect(passwords).toEqual(expect.arrayContaining(['12345678', 'password', 'qwertyuiop']));
  });

  it('takes none with the name of the system or of an agency', () => {
    const words = new RegExp(`^${/regexPattern\(\(\?i\)(.*)\)$/.exec(policy)![1]}$`, 'i');
    const agencies = AGENCIES.map(it => it.slug).filter(slug => slug.length > 3);

    expect(agencies.length).toBeGreaterThan(3);
    for (const word of ['pietura', 'latvija', 'parole', ...agencies]) {
      expect(`zilais ${word.toUpperCase()} 2026`).not.toMatch(words);
      expect(`${word}-zilais`).not.toMatch(words);
    }
    expect('zilais zirgs brien lietu').toMatch(words);
  });

  it('signs with a key of 128 bits of strength', () => {
    expect(realm['defaultSignatureAlgorithm']).toBe('ES256');
    const components = realm['components'] as Record<string, { providerId: string; config: Record<string, string[]> }[]>;
    const keys = components['org.keycloak.keys.KeyProvider']!;
    expect(keys.map(it => it.providerId)).toEqual(['ecdsa-generated', 'hmac-generated', 'aes-generated']);
    expect(keys[0]!.config['ecdsaEllipticCurveKey']).toEqual(['P-256']);
  });

  it('sends people back to one address, and nowhere else', () => {
    expect(web['redirectUris']).toEqual([`\${PIETURA_PUBLIC_URL}${SIGNED_IN_PATH}`]);
    expect(web['webOrigins']).toEqual(['${PIETURA_PUBLIC_URL}']);
    expect(web.attributes?.['post.logout.redirect.uris']).toBe('${PIETURA_PUBLIC_URL}/');
  });

  it('gives the browser application the roles it reads, and no others', () => {
    expect(web['fullScopeAllowed']).toBe(false);
    const [mapping, ...more] = realm['scopeMappings'] as { client: string; roles: string[] }[];
    expect(more).toEqual([]);
    expect(mapping!.client).toBe('pietura-web');
    expect(mapping!.roles.toSorted()).toEqual(ROLES.toSorted());
  });

  it('has the API told which session has ended', () => {
    expect(web.attributes).toMatchObject({
      'backchannel.logout.url': '${PIETURA_API_URL}/backchannel-logout',
      'backchannel.logout.session.required': 'true',
    });
  });

  it('takes a refresh token once', () => {
    expect(realm).toMatchObject({ revokeRefreshToken: true, refreshTokenMaxReuse: 0 });
  });

  it('asks for the old password right before a new one', () => {
    const actions = realm['requiredActions'] as { alias: string; config: Record<string, string> }[];
    expect(actions.find(it => it.alias === 'UPDATE_PASSWORD')!.config).toEqual({ max_auth_age: '0' });
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
