import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { configSchema } from '../../platform/config.ts';
import { firstCells, productFiles, quotedIn, ROOT, sectionOf } from './product-files.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const page = read('docs/security/cryptography.md');
const files = productFiles();

/** Cryptography of Node, the browser, PostgreSQL and packages, and what sets up somebody else's. */
const USES =
  /['"](node:)?(crypto|tls|https|http2)['"]|['"](jose|keycloak-js)['"]|\bcrypto\.(randomUUID|subtle|getRandomValues)|gen_random_uuid|pgcrypto|\bssl_certificate\b|"(ecdsa|rsa|hmac|aes|eddsa)-generated"/;
const SECRET = /TOKEN|PASSWORD|SECRET|PRIVATE|_KEY$/;
/** Addresses with a password in them. */
const WITH_PASSWORD = ['DATABASE_URL', 'SMTP_URL'];

const inConfig = Object.keys(configSchema.shape).filter(name => SECRET.test(name) || WITH_PASSWORD.includes(name));
const inCompose = [...read('docker/compose.yaml').matchAll(/\$\{(\w+):\?\}/g)].map(([, name]) => name!);
const ofStart = /const NAMES = \[(.*?)\]/.exec(read('docker/local/secrets.ts'))![1]!.match(/\w+/g)!;
const usesCryptography = ({ text }: { text: string }) => USES.test(text);

describe('the list of keys', () => {
  const rows = firstCells(sectionOf(page, '## Secrets and keys'));
  const named = quotedIn(rows.join('\n'));

  it('has each secret of the configuration, of the compose file and of npm start', () => {
    expect([inConfig.length, inCompose.length, ofStart.length].every(many => many >= 6)).toBe(true);
    expect([...inConfig, ...inCompose, ...ofStart].filter(it => !named.includes(it))).toEqual([]);
  });

  it('has none that is gone', () => {
    const settings = named.filter(it => /^[A-Z_]+$/.test(it));
    expect(settings.filter(it => ![...Object.keys(configSchema.shape), ...inCompose].includes(it))).toEqual([]);
    expect(named.filter(it => /^[a-zA-Z]+$/.test(it) && !/^[A-Z_]+$/.test(it)).filter(it => !ofStart.includes(it))).toEqual([]);
  });

  it('has the kinds of keys that the realm makes', () => {
    const kinds = read('docker/realm/pietura-realm.json').match(/\w+-generated/g)!;
    expect(kinds.length).toBeGreaterThan(2);
    expect(kinds.filter(it => !quotedIn(sectionOf(page, '## Secrets and keys')).includes(it))).toEqual([]);
  });

  it('says of each who makes it, where it lies, who knows it, how long it lives, how it is changed, what follows when it leaks', () => {
    const lines = sectionOf(page, '## Secrets and keys')
      .split('\n')
      .filter(it => it.startsWith('| ') && !it.startsWith('| ---'));
    expect(lines.length).toBeGreaterThan(12);
    const holes = lines.filter(
      it =>
        it
          .split('|')
          .slice(1, -1)
          .some(cell => cell.trim() === '') || it.split('|').length !== 10,
    );
    expect(holes).toEqual([]);
  });
});

describe('the inventory of cryptography', () => {
  const where = sectionOf(page, '## Where');
  const named = quotedIn(where).filter(it => /\//.test(it) && /\.\w+$/.test(it));

  it('names each file that uses it', () => {
    const using = files.filter(usesCryptography).map(it => it.path);
    expect(using.length).toBeGreaterThan(40);
    expect(using.filter(path => !named.includes(path))).toEqual([]);
  });

  it('names no other, and none twice', () => {
    const using = new Set(files.filter(usesCryptography).map(it => it.path));
    expect(named.filter(path => !using.has(path))).toEqual([]);
    expect(named.filter((path, at) => named.indexOf(path) !== at)).toEqual([]);
  });

  it('names each algorithm that the code names', () => {
    const algorithms = quotedIn(sectionOf(page, '## Algorithms'));
    const used = files.flatMap(({ text }) => [...text.matchAll(/create(?:Hash|Hmac|Cipheriv|Sign)\(\s*['"]([\w-]+)['"]|pbkdf2Sync\([^)]*['"](\w+)['"]\)/g)]);
    const names = [...new Set(used.map(([, one, other]) => (one ?? other)!))];

    expect(names.sort()).toEqual(['sha256', 'sha512']);
    expect(names.filter(it => !algorithms.includes(it))).toEqual([]);
  });

  it('names each package that is there for it', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const made = Object.keys(dependencies).filter(it =>
      /jose|keycloak|crypt|hash|jwt|jws|token|sodium|nacl|forge|openpgp|tls|cert|^pg$|^postgres$|^prisma$|nodemailer|camunda8/.test(it),
    );

    expect(made.length).toBeGreaterThan(5);
    expect(made.filter(it => !quotedIn(where).includes(it))).toEqual([]);
  });

  it.each(["import { createHash } from 'node:crypto';", "await import('jose')", 'key: crypto.randomUUID()', "import { connect } from 'node:tls';"])(
    'sees %s',
    text => expect(usesCryptography({ text })).toBe(true),
  );
});
