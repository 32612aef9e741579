import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
/** What the image of docker/Dockerfile runs: the API, the workers, the sandbox, migrations and deployment. */
const RUN = ['platform', 'processes', 'prisma', 'workers', 'web/api', 'web/contract', 'docker/sandbox'];
const isTest = (path: string) => /\.(test|db-test|process-test|spec)\.ts$/.test(path) || path.includes('/journeys/');

function packagesIn(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const named = [...text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '([^'.][^']*)'|\bimport\('([^'.][^']*)'\)|^import '([^'.][^']*)'/gm)];
  return named.map(it => (it[1] ?? it[2] ?? it[3])!).filter(name => !name.startsWith('node:') && !builtinModules.includes(name));
}

it('what the image runs is installed in it: packages of devDependencies are pruned', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const files = RUN.flatMap(folder => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)));
  const used = files
    .filter(file => file.endsWith('.ts') && !isTest(file) && !file.includes('generated'))
    .flatMap(file =>
      packagesIn(join(root, file)).map(name => ({
        file,
        name: name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      })),
    );

  expect(used.length).toBeGreaterThan(100);
  expect(used.filter(({ name }) => !(name in dependencies))).toEqual([]);
});
