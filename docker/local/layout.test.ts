import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { demoLayout, portsFrom, ROOT, testLayout, zeebeVersionFrom } from './layout.ts';

describe('portsFrom', () => {
  it('derives every port from the base, each once', () => {
    const ports = portsFrom(8800);

    expect(ports).toMatchObject({ api: 8800, keycloak: 8801, journal: 8802, workers: 8803, sandbox: 8804, postgres: 8805, zeebeGrpc: 8806, zeebeRest: 8807 });
    expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
  });

  it.each([0, 80, 65_530, 8800.5, Number.NaN])('refuses a base of %p', base => {
    expect(() => portsFrom(base)).toThrow(/base port/);
  });
});

describe('layouts', () => {
  it('keep npm start and npm test apart, but share the software', () => {
    const demo = demoLayout({});
    const test = testLayout({});

    expect(demo.data).toBe(join(ROOT, '.pietura'));
    expect(test.data).not.toBe(demo.data);
    expect(Object.values(demo.ports).some(port => Object.values(test.ports).includes(port))).toBe(false);
    expect(test.software).toBe(demo.software);
  });

  it('follow PIETURA_DATA and PIETURA_PORT', () => {
    expect(demoLayout({ PIETURA_DATA: '/srv/second', PIETURA_PORT: '9100' })).toMatchObject({ data: '/srv/second', ports: { api: 9100 } });
  });
});

describe('zeebeVersionFrom', () => {
  it.each([
    [undefined, '8.5.8'],
    ['8.6.0', '8.6.0'],
  ])('%p → %s', (given, version) => {
    expect(zeebeVersionFrom({ ZEEBE_VERSION: given })).toBe(version);
  });

  it('refuses a version that was never tried', () => {
    expect(() => zeebeVersionFrom({ ZEEBE_VERSION: '8.9.0' })).toThrow(/8\.5\.8, 8\.6\.0/);
  });
});
