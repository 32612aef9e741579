import { describe, expect, it } from '@jest/globals';
import { checkIdToken, makeWayBack } from './way-back.ts';

const ORIGIN = 'https://pietura.example.lv';

describe('the way back from Keycloak', () => {
  const fresh = () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    return { way: makeWayBack(storage, ORIGIN), kept };
  };

  it('leads to the page that was left, with its query and fragment, once', () => {
    const { way } = fresh();
    way.leave(`${ORIGIN}/work?code=2026+1&state=open#notes`);
    expect(way.take()).toBe('/work?code=2026+1&state=open#notes');
    expect(way.take()).toBe('/');
  });

  it('takes a path', () => {
    const { way } = fresh();
    way.leave('/cases/new?service=1');
    expect(way.take()).toBe('/cases/new?service=1');
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example/path', 'javascript:alert(1)', `${ORIGIN}/signed-in#code=1&state=2`])(
    'leads to the first page and not to %s',
    address => {
      const { way, kept } = fresh();
      way.leave(address);
      expect(way.take()).toBe('/');
      kept.set('pietura.return', address);
      expect(way.take()).toBe('/');
    },
  );
});

describe('the ID token', () => {
  it('is taken when it was made for this application', () => {
    expect(() => checkIdToken({ aud: 'pietura-web' }, 'pietura-web')).not.toThrow();
    expect(() => checkIdToken({ aud: ['pietura-web', 'other'], azp: 'pietura-web' }, 'pietura-web')).not.toThrow();
  });

  it.each([
    [undefined],
    [{}],
    [{ aud: 'other' }],
    [{ aud: ['other'] }],
    [{ aud: ['pietura-web', 'other'], azp: 'other' }],
    [{ aud: ['pietura-web', 'other'] }],
  ])('is refused otherwise: %j', claims => {
    expect(() => checkIdToken(claims, 'pietura-web')).toThrow('another application');
    expect(() => checkIdToken(claims, undefined)).toThrow('another application');
  });
});
