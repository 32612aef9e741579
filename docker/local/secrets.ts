import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = ['journal', 'pmlpToken', 'vsaaToken', 'postgresAdmin', 'database', 'programs', 'keycloakDatabase', 'keycloakAdmin', 'control'] as const;
export type Secrets = Record<(typeof NAMES)[number], string>;

/** Secrets of one installation: made once, kept in its folder for its owner only, given to the parts by environment only. */
export function loadSecrets(data: string): Secrets {
  const file = join(data, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets = Object.fromEntries(NAMES.map(name => [name, kept[name] ?? randomBytes(24).toString('base64url')])) as Secrets;
  mkdirSync(data, { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return secrets;
}
