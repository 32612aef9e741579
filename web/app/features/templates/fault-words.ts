import type { Words } from '../../i18n/use-words.ts';

export type Fault = { path: string; code: string; message?: string | undefined };

/** What is wrong with one field of a template, in words; null when nothing is. */
export const faultOf = (faults: readonly Fault[], path: string, t: Words['t']): string | null =>
  faults
    .filter(fault => fault.path === path)
    .map(({ code, message }) => t([`fault.${code}`, 'fault.invalid'], { about: message ?? '' }))
    .join('. ') || null;
