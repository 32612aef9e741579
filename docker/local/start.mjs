// What every npm script of the project begins with. Needs nothing but Node 20.19: checks the machine, installs the packages if they are
// missing, then goes on in main.ts under the Node 24 that came with the packages.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkMaven, checkNode, findJava, isInstalled } from './checks.mjs';
import { mendPackages } from './mend-packages.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const MIB = 1024 * 1024;
const PACKAGES_MIB = 2500;

/** Commands that only look at, or talk to, what is there already. */
const NEEDS_NO_JAVA = ['status', 'reset', 'backup', 'demo', 'audit-verify', 'screens', 'seed-large', 'fuzz', 'rights', 'simulate', 'planted', 'sbom'];

const [command = 'start', ...args] = process.argv.slice(2);
const needsJava =
  command === 'start' || (command === 'test' && !['unit', 'lint', 'types', 'db'].includes(args[0])) || !(command === 'test' || NEEDS_NO_JAVA.includes(command));

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Only one process installs at a time: `npm start` and `npm test` may begin together. */
async function withLock(work) {
  const lock = join(tmpdir(), `pietura-install-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}.lock`);
  for (;;) {
    try {
      writeFileSync(openSync(lock, 'wx'), String(process.pid));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(Number(read(lock)))) rmSync(lock, { force: true });
      else await new Promise(resolve => setTimeout(resolve, 500));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

const areInstalled = () => isInstalled(read(join(ROOT, 'package-lock.json')), read(join(ROOT, 'node_modules/.package-lock.json')));

async function install() {
  if (areInstalled()) return;
  const { bavail, bsize } = statfsSync(ROOT);
  const free = Math.floor((bavail * bsize) / MIB);
  if (free < PACKAGES_MIB)
    throw new Error(`The disk of ${ROOT} is nearly full: ${free} MiB free, ${PACKAGES_MIB} MiB needed for packages. Make room and start again`);
  await withLock(async () => {
    if (!areInstalled()) await npmInstall();
  });
}

/**
 * Installs what the lockfile says, with a bar: npm names each package it fetches when asked to be talkative. Not `npm ci`: that refuses the
 * lockfile where a registry lacks a package that is only for other machines (a mirror that holds no macOS binaries).
 */
async function npmInstall() {
  const total = Object.keys(JSON.parse(read(join(ROOT, 'package-lock.json'))).packages).length;
  const began = Date.now();
  const live = process.stderr.isTTY;
  const show = (share, text, end) => {
    const bar = `[${'█'.repeat(Math.round(share * 16)).padEnd(16, '·')}] ${'packages'.padEnd(20)} ${text}`;
    process.stderr.write(live ? `\r\x1b[K${bar}${end ? '\n' : ''}` : `${bar}\n`);
  };
  show(0, `${total} npm packages, once`, false);
  const npm = spawn('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=http'], {
    cwd: ROOT,
    // a package of a package of form-js would tell its maker what is installed
    env: { ...process.env, IBM_TELEMETRY_DISABLED: 'true' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let fetched = 0;
  const tail = [];
  npm.stderr.setEncoding('utf8').on('data', text => {
    fetched += (text.match(/http (fetch|cache) /g) ?? []).length;
    tail.push(...text.split('\n').filter(line => /^npm (ERR!|error)/.test(line)));
    tail.splice(0, Math.max(0, tail.length - 8));
    if (live) show(Math.min(0.95, fetched / total), `${Math.min(fetched, total)} of ${total}`, false);
  });
  const code = await new Promise(resolve => npm.once('error', () => resolve(1)).once('exit', resolve));
  if (code !== 0) throw new Error(explain(tail));
  show(1, `${((Date.now() - began) / 1000).toFixed(1)} s`, true);
}

function explain(lines) {
  const text = lines.join('\n');
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network/i.test(text))
    return 'The npm registry cannot be reached: packages are fetched from there once. Check the network or the proxy of npm';
  if (/ENOSPC/.test(text)) return 'The disk is full: npm could not unpack its packages. Make room and start again';
  return `npm install failed:\n${text}`;
}

/** The Node that came with the packages. A machine without one of ours may bring its own, if that is new enough to run TypeScript. */
function ourNode() {
  const shipped = join(ROOT, 'node_modules/.bin/node');
  if (existsSync(shipped) && spawnSync(shipped, ['--version']).status === 0) return shipped;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error('No Node 24 for this machine among the npm packages. Install Node 24 or newer and start again');
}

function goOn(node, javaHome) {
  const env = { ...process.env, ...(javaHome && { PIETURA_JAVA_HOME: javaHome }) };
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(ROOT, 'docker/local/main.ts'), command, ...args], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  // The terminal sends Ctrl-C to both; a kill of this process alone is handed on. Either way the child ends things in order.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

try {
  checkNode();
  const java = needsJava ? findJava(process.env) : null;
  if (needsJava) checkMaven();
  mkdirSync(join(ROOT, 'node_modules'), { recursive: true });
  await install();
  mendPackages();
  goOn(ourNode(), java?.home);
} catch (error) {
  console.error(`✘ ${error.message}`);
  process.exit(1);
}
