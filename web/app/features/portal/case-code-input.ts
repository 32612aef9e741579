const PREFIX = 4;

/** The code of a case out of what was typed, spaces and dashes as they may be; null when it is none (B1.2: `9999 7654`). */
export function codeOf(typed: string): string | null {
  const figures = typed.replace(/[\s\u00a0–-]/g, '');
  return /^\d{8,}$/.test(figures) ? `${figures.slice(0, PREFIX)} ${figures.slice(PREFIX)}` : null;
}
