import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { configSchema, loadConfig } from './config.ts';

const example = () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const lines = text.split('\n').filter(line => /^#?[A-Z_]+=/.test(line));
  return new Map(lines.map(line => line.replace(/^#/, '').split(/=(.*)/s).slice(0, 2) as [string, string]));
};

const settings = () => Object.fromEntries([...example()].filter(([, value]) => value !== ''));

describe('.env.example', () => {
  it('names every key of the schema, and none to spare', () => {
    expect([...example().keys()].sort()).toEqual(Object.keys(configSchema.shape).sort());
  });

  it('is itself a configuration that starts', () => {
    expect(loadConfig(settings()).PIETURA_PROFILE).toBe('production');
  });
});

describe('loadConfig', () => {
  it('says everything that is wrong at once', () => {
    const load = () => loadConfig({ ...settings(), API_PORT: 'x', JOURNAL_PASSWORD: 'short' });

    expect(load).toThrow(/API_PORT[\s\S]*JOURNAL_PASSWORD|JOURNAL_PASSWORD[\s\S]*API_PORT/);
  });

  it('refuses agencies that are not a JSON object of addresses', () => {
    expect(() => loadConfig({ ...settings(), AGENCY_URLS: '[]x' })).toThrow(/AGENCY_URLS/);
  });

  it.each([
    ['none for one of them', { vsaa: 'a token for vsaa only' }, /no token for pmlp/],
    ['one for all', { vsaa: 'the same token for both', pmlp: 'the same token for both' }, /a token of its own/],
    ['a short one', { vsaa: 'short', pmlp: 'a token for pmlp only' }, /at least 16 characters/],
  ])('refuses tokens of agencies: %s, and does not say them', (_what, tokens, why) => {
    const load = () => loadConfig({ ...settings(), AGENCY_TOKENS: JSON.stringify(tokens) });

    expect(load).toThrow(why);
    expect(load).not.toThrow(new RegExp(Object.values(tokens).join('|')));
  });

  describe('in production', () => {
    const [BARE, LOCAL] = ['http://agency.example.lv/api', 'http://127.0.0.1:8443/api'];
    const at = (key: string, address: string) => ({
      ...settings(),
      [key]: key === 'AGENCY_URLS' ? JSON.stringify({ vsaa: settings().KEYCLOAK_URL, pmlp: address }) : address,
    });

    it.each(['PUBLIC_URL', 'KEYCLOAK_URL', 'AGENCY_URLS', 'SMS_URL'])('refuses a %s without TLS, except on this machine', key => {
      expect(() => loadConfig(at(key, BARE))).toThrow(key);
      expect(() => loadConfig(at(key, 'http://localhost.example.lv'))).toThrow(key);
      expect(loadConfig(at(key, LOCAL))).toHaveProperty(key);
      expect(loadConfig({ ...at(key, BARE), PIETURA_PROFILE: 'demo' })).toHaveProperty(key);
    });
  });

  it('is frozen', () => {
    expect(Object.isFrozen(loadConfig(settings()))).toBe(true);
  });
});
