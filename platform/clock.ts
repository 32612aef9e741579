import { readFileSync } from 'node:fs';
import type { Config } from './config.ts';

/** The only source of instants for cases: `deps.now`. */
export type Clock = () => Date;

/**
 * The clock of a program. In the test profile a file may hold an offset in milliseconds, so that tests move our clock
 * together with the engine's; everywhere else it is the machine's clock and the file is refused.
 */
export function makeClock({ PIETURA_PROFILE, CLOCK_OFFSET_FILE }: Pick<Config, 'PIETURA_PROFILE' | 'CLOCK_OFFSET_FILE'>): Clock {
  if (!CLOCK_OFFSET_FILE) return () => new Date();
  if (PIETURA_PROFILE !== 'test') throw new Error('CLOCK_OFFSET_FILE is for the test profile only');
  return () => new Date(Date.now() + offsetMs(CLOCK_OFFSET_FILE));
}

function offsetMs(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0; // nobody has moved the clock yet
  }
}
