// What must be on the machine. Plain JavaScript without dependencies: it runs on the machine's own Node, before anything is installed.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const NODE_NEEDED = [20, 19];
export const JAVA_NEEDED = 21;
export const MAVEN_NEEDED = [3, 8];

/** Major version from what `java -version` prints; 1.8 means 8. Null if it is none. */
export function javaMajor(text) {
  const found = /version "(\d+)(?:\.(\d+))?/.exec(text);
  if (!found) return null;
  return found[1] === '1' ? Number(found[2]) : Number(found[1]);
}

/** Numbers of the first version in a text, for comparing. Null if there is none. */
export function versionIn(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : null;
}

/** Whether version `have` is at least `needed`, number by number. */
export function isAtLeast(have, needed) {
  for (const [index, least] of needed.entries()) {
    const part = have[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/** Where a JDK may lie, best guess first: named by the user, in PATH, in the usual folders (newest first, by name). */
export function javaCandidates(
  env,
  folders = ['/usr/lib/jvm', '/usr/java', '/opt/java', '/Library/Java/JavaVirtualMachines', join(env.HOME ?? '', '.sdkman/candidates/java')],
) {
  const named = [env.PIETURA_JAVA_HOME, env.JAVA_HOME].filter(Boolean);
  return [...named, ...homesInPath(env.PATH ?? ''), ...folders.flatMap(homesIn)];
}

function homesInPath(path) {
  return path.split(delimiter).flatMap(folder => {
    try {
      return [join(realpathSync(join(folder, 'java')), '..', '..')];
    } catch {
      return []; // no java there
    }
  });
}

function homesIn(folder) {
  try {
    const numbers = name => Number(/\d+/.exec(name)?.[0] ?? 0);
    const names = readdirSync(folder).sort((a, b) => numbers(b) - numbers(a));
    return names.flatMap(name => [join(folder, name), join(folder, name, 'Contents/Home')]);
  } catch {
    return []; // no such folder
  }
}

function javaAt(home) {
  const program = join(home, 'bin', 'java');
  try {
    accessSync(program, constants.X_OK);
    return javaMajor(majorFromRelease(home) ?? versionOf(program));
  } catch {
    return null;
  }
}

/** A JDK says its version in a file: reading it is faster than starting it. */
function majorFromRelease(home) {
  try {
    const found = /JAVA_VERSION="([^"]+)"/.exec(readFileSync(join(home, 'release'), 'utf8'));
    return found ? `version "${found[1]}"` : null;
  } catch {
    return null;
  }
}

const versionOf = program => {
  // java prints its version on the error stream
  return execFileSync('/bin/sh', ['-c', '"$0" -version 2>&1', program], { encoding: 'utf8' });
};

/** The first JDK that is new enough; otherwise throws one line that says what was found and how to mend it. */
export function findJava(env, candidates = javaCandidates(env), majorAt = javaAt) {
  let newest = 0;
  for (const home of candidates) {
    const major = majorAt(home);
    if (major !== null && major >= JAVA_NEEDED) return { home, major };
    newest = Math.max(newest, major ?? 0);
  }
  const found = newest > 0 ? `the newest found is Java ${newest}` : 'no Java was found';
  throw new Error(`Java ${JAVA_NEEDED} or newer is needed, ${found}. Install one (for example temurin-25-jdk) or point PIETURA_JAVA_HOME at it`);
}

export function checkNode(version = process.versions.node) {
  const have = versionIn(version);
  if (have && isAtLeast(have, NODE_NEEDED)) return;
  throw new Error(
    `Node ${NODE_NEEDED.join('.')} or newer is needed to begin, this is ${version}. Install a newer one from your system's packages or nodejs.org`,
  );
}

export function checkMaven(versionText = mavenVersion()) {
  const have = versionText === null ? null : versionIn(versionText);
  const how = 'Install the package "maven" and see that mvn is in PATH';
  if (!have) throw new Error(`Maven ${MAVEN_NEEDED.join('.')} or newer is needed to fetch Zeebe and Keycloak, none was found. ${how}`);
  if (!isAtLeast(have, MAVEN_NEEDED)) throw new Error(`Maven ${MAVEN_NEEDED.join('.')} or newer is needed, this is ${have.join('.')}. ${how}`);
}

function mavenVersion() {
  try {
    return execFileSync('mvn', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}

/** Whether what is installed is what the lockfile says, but for packages that are for other machines. */
export function isInstalled(lockText, installedText) {
  if (installedText === null) return false;
  const wanted = JSON.parse(lockText).packages;
  const have = JSON.parse(installedText).packages;
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional || have[path]?.version === entry.version);
}
