import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { KEYCLOAK_VERSION, ROOT, ZEEBE_VERSIONS } from './layout.ts';
import { makeBom } from './sbom.ts';

const bom = makeBom();

describe('the bill of materials', () => {
  it('names every package we ask for, in the version we ask for', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
    const named = new Set(bom.components.map(it => `${it.name}@${it.version}`));

    expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([name, version]) => !named.has(`${name}@${version}`))).toEqual([]);
  });

  it('names what we do not get from npm: engine, sign-in, database, Node', () => {
    const versions = new Map(bom.components.map(it => [`${it.name}@${it.version}`, it.purl]));

    for (const version of ZEEBE_VERSIONS) expect(versions.get(`zeebe@${version}`)).toContain('pkg:maven/io.camunda/');
    expect(versions.get(`keycloak@${KEYCLOAK_VERSION}`)).toContain('pkg:maven/org.keycloak/');
    expect(bom.components.map(it => it.name)).toEqual(expect.arrayContaining(['postgresql', 'node']));
  });

  it('the images are of the same versions', () => {
    const dockerfile = (name: string) => readFileSync(join(ROOT, 'docker', name), 'utf8');
    const version = (name: string) => bom.components.find(it => it.name === name)!.version;

    expect(dockerfile('Dockerfile')).toContain(`NODE_VERSION=${version('node')}`);
    expect(dockerfile('keycloak.Dockerfile')).toContain(`KEYCLOAK_VERSION=${KEYCLOAK_VERSION}`);
    expect(dockerfile('compose.yaml')).toContain(`postgres:${version('postgresql').split('.')[0]}`);
  });

  it('is CycloneDX, each component once and with its address', () => {
    expect(bom.bomFormat).toBe('CycloneDX');
    expect(bom.metadata.component.name).toBe('pietura');
    expect(bom.components.filter(it => !it.purl)).toEqual([]);
    expect(new Set(bom.components.map(it => it['bom-ref'])).size).toBe(bom.components.length);
  });
});
