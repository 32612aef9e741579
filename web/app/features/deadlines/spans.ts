export type Span = { from: string; to: string };

const SPAN = /^([01]\d|2[0-3]):([0-5]\d)[-–]([01]\d|2[0-3]):([0-5]\d)$/;

/** "08:30-12:30, 13:00-15:00" as stretches of working time; null when it is not written so, or not in order. */
export function readSpans(text: string): Span[] | null {
  const parts = text
    .split(/[,;]/)
    .map(part => part.replaceAll(/\s/g, ''))
    .filter(part => part !== '');
  if (parts.length === 0 || parts.some(part => !SPAN.test(part))) return null;
  const spans = parts.map(part => ({ from: part.slice(0, 5), to: part.slice(-5) }));
  return spans.every(({ from, to }, index) => from < to && (index === 0 || spans[index - 1]!.to < from)) ? spans : null;
}

export const writeSpans = (spans: readonly Span[]): string => spans.map(({ from, to }) => `${from}–${to}`).join(', ');
