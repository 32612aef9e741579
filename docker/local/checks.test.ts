import { describe, expect, it } from '@jest/globals';
import { checkMaven, checkNode, findJava, isAtLeast, isInstalled, javaCandidates, javaMajor } from './checks.mjs';

describe('javaMajor', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "25" 2025-09-16 LTS', 25],
    ['java version "1.8.0_392"', 8],
    ['openjdk version "21-ea" 2023-09-19', 21],
    ['bash: java: command not found', null],
  ])('%s → %p', (text, major) => {
    expect(javaMajor(text)).toBe(major);
  });
});

describe('findJava', () => {
  const majors: Record<string, number> = { '/named': 17, '/path': 11, '/jvm/25': 25, '/jvm/21': 21 };
  const majorAt = (home: string) => majors[home] ?? null;

  it('takes the first that is new enough', () => {
    expect(findJava({}, ['/named', '/missing', '/jvm/25', '/jvm/21'], majorAt)).toEqual({ home: '/jvm/25', major: 25 });
  });

  it('says in one line what was found and how to mend it', () => {
    expect(() => findJava({}, ['/named', '/path'], majorAt)).toThrow(/^Java 21 or newer is needed, the newest found is Java 17\. .*PIETURA_JAVA_HOME.*$/);
    expect(() => findJava({}, [], majorAt)).toThrow(/no Java was found/);
  });

  it('asks the named homes first', () => {
    expect(javaCandidates({ JAVA_HOME: '/b', PIETURA_JAVA_HOME: '/a', PATH: '' }, []).slice(0, 2)).toEqual(['/a', '/b']);
  });
});

describe('versions', () => {
  it.each([
    [[20, 19, 0], [20, 19], true],
    [[20, 18, 9], [20, 19], false],
    [[24, 0, 0], [20, 19], true],
    [[3, 10, 1], [3, 8], true],
    [[2, 9, 9], [3, 8], false],
  ])('%p is at least %p: %p', (have, needed, answer) => {
    expect(isAtLeast(have, needed)).toBe(answer);
  });

  it('names the version that is too old', () => {
    expect(() => checkNode('18.20.4')).toThrow(/Node 20\.19 or newer .* 18\.20\.4/);
    expect(() => checkMaven('Apache Maven 3.6.3 (cecedd)')).toThrow(/Maven 3\.8 .* 3\.6\.3/);
    expect(() => checkMaven(null)).toThrow(/none was found/);
  });

  it('lets newer ones pass', () => {
    expect(() => checkNode('24.1.0')).not.toThrow();
    expect(() => checkMaven('Apache Maven 3.8.7')).not.toThrow();
  });
});

describe('isInstalled', () => {
  const lock = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/other-os': { version: '2.0.0', optional: true } } });
  const having = (version: string) => JSON.stringify({ packages: { 'node_modules/a': { version } } });

  it.each([
    ['the same version, but for packages of other machines', having('1.0.0'), true],
    ['another version', having('0.9.0'), false],
    ['nothing', null, false],
  ])('%s', (_what, installed, answer) => {
    expect(isInstalled(lock, installed)).toBe(answer);
  });
});
