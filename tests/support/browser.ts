import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const USUAL = [
  ...['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'].flatMap(folder => NAMES.map(name => join(folder, name))),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Root cannot have Chromium's sandbox; the rest keeps it from talking to anybody but us. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/** A real Chromium: the machine's own, or the one that an npm package ships. */
export async function launchBrowser(): Promise<Browser> {
  const own = ownChromium();
  if (own) return chromium.launch({ executablePath: own, args: FLAGS });
  const { default: shipped } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await shipped.executablePath(), args: [...new Set([...shipped.args.filter(isHarmless), ...FLAGS])] });
}

/** The package's flags are for a cloud function: these make one process of the browser or hide what a person would see. */
const isHarmless = (flag: string) =>
  !/^--(single-process|no-zygote|headless|window-size|start-maximized|user-agent|disable-web-security|allow-running-insecure-content|hide-scrollbars|in-process-gpu)/.test(
    flag,
  );

function ownChromium(): string | null {
  const named = process.env.PIETURA_CHROMIUM;
  const inPath = (process.env.PATH ?? '').split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name)));
  return [...(named ? [named] : []), ...inPath, ...USUAL, ...playwrightDownloads()].find(isExecutable) ?? null;
}

function playwrightDownloads(): string[] {
  const folder = join(homedir(), '.cache/ms-playwright');
  try {
    return readdirSync(folder)
      .filter(name => name.startsWith('chromium-'))
      .map(name => join(folder, name, 'chrome-linux/chrome'));
  } catch {
    return []; // never downloaded any
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
