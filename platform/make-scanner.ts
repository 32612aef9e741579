import { execFile } from 'node:child_process';
import { makeClamd } from './clamd.ts';
import type { Config } from './config.ts';
import { ScannerTrouble, type VirusScanner } from './virus-scanner.ts';

export type ScannerSettings = Pick<Config, 'CLAMD_SOCKET' | 'CLAMD_HOST' | 'CLAMD_PORT' | 'CLAMSCAN_PATH'>;

/** The engine that the configuration names; null when it names none. */
export function makeScanner({ CLAMD_SOCKET, CLAMD_HOST, CLAMD_PORT, CLAMSCAN_PATH }: ScannerSettings): VirusScanner | null {
  if (CLAMD_SOCKET) return makeClamd({ socket: CLAMD_SOCKET });
  if (CLAMD_HOST) return makeClamd({ host: CLAMD_HOST, port: CLAMD_PORT });
  return CLAMSCAN_PATH ? makeClamscan(CLAMSCAN_PATH) : null;
}

const FOUND = 1;
/** Reading the signatures alone takes a quarter of a minute on a slow machine. */
const CLAMSCAN_MS = 300_000;

/** The program of ClamAV, one process for each file. It does not say how far it is. */
function makeClamscan(program: string): VirusScanner {
  const run = (args: string[], signal: AbortSignal) =>
    new Promise<{ code: number; said: string }>((resolve, reject) => {
      execFile(program, args, { signal, timeout: CLAMSCAN_MS }, (error, stdout) => {
        const code = error ? error.code : 0;
        if (typeof code !== 'number') return reject(new ScannerTrouble(`clamscan: ${String(code ?? error?.message)}`, false));
        resolve({ code, said: stdout });
      });
    });
  return {
    name: 'clamscan',
    async scan({ path }, { signal }) {
      const { code, said } = await run(['--no-summary', '--stdout', path], signal);
      if (code === 0) return { clean: true };
      if (code === FOUND) return { clean: false, virus: /: (.+) FOUND/.exec(said)?.[1] ?? 'unknown' };
      throw new ScannerTrouble(`clamscan ended with ${code}`, false);
    },
    ready: () =>
      run(['--version'], AbortSignal.timeout(10_000)).then(
        ({ code }) => code === 0,
        () => false,
      ),
  };
}
