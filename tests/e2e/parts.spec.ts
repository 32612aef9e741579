import { describe, expect, it } from '@jest/globals';
import { DEMO_USERS } from '../../docker/sandbox/people.ts';
import { useStack } from '../support/stack.ts';

const stack = useStack();

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    aud: string[];
    name: string;
    groups?: string[];
    personal_code?: string;
    realm_access: { roles: string[] };
  };

const isReady = async () => (await fetch(`${stack.urls.web}/health/ready`).catch(() => null))?.ok === true;

describe('the installation', () => {
  it('has every part ready', async () => {
    const parts = await stack.parts();

    expect(
      parts
        .filter(part => part.ready)
        .map(part => part.name)
        .sort(),
    ).toEqual(['api', 'keycloak', 'postgres', 'sandbox', 'workers', 'zeebe']);
  });

  it.each(DEMO_USERS.map(user => [user.username, user] as const))('lets %s in with the right claims', async (username, user) => {
    const claims = claimsOf(await stack.token(username));

    expect(claims.aud).toContain('pietura-api');
    expect(claims.name).toBe(`${user.givenName} ${user.familyName}`);
    expect(claims.realm_access.roles).toEqual(expect.arrayContaining([...user.roles]));
    expect(claims.groups ?? []).toEqual(user.agency ? [user.agency] : []);
    expect(claims.personal_code).toBe(user.personalCode);
  });

  it('refuses a wrong password', async () => {
    await expect(stack.token('anna', 'wrong')).rejects.toThrow(/cannot sign in/);
  });
});

describe('kill -9', () => {
  it.each(['sandbox', 'workers', 'api', 'postgres', 'zeebe'] as const)(
    'of %s: it is back by itself, as another process',
    async name => {
      // given
      const before = (await stack.parts()).find(part => part.name === name)?.process;

      // when
      await stack.kill(name);
      await stack.untilReady(name);

      // then
      const after = (await stack.parts()).find(part => part.name === name);
      expect(after?.ready).toBe(true);
      expect(after?.process).not.toEqual(before);
      await stack.untilReady('api');
      expect(await isReady()).toBe(true);
    },
    180_000,
  );

  it('of postgres: nobody is refused at the sign-in for a connection that died with it', async () => {
    // given: as many connections as people who came at once
    const comeAtOnce = () => Promise.all(DEMO_USERS.map(user => stack.token(user.username)));
    await comeAtOnce();

    // when
    await stack.kill('postgres');
    await stack.untilReady('postgres');

    // then
    for (const { username } of DEMO_USERS) await stack.token(username);
  }, 180_000);
});
