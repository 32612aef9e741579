import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from './layout.ts';

/** The file through which tests move the clock of our programs (CLOCK_OFFSET_FILE). */
export const clockFile = (layout: Layout): string => join(layout.data, 'clock-offset');

/** Milliseconds the clock has been moved by; 0 if nobody has. */
export function readOffsetMs(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0; // nobody has moved it yet
  }
}
