export type ShowAs = 'picture' | 'pdf' | 'text' | 'nothing';

/** Longer texts are shown as far as this, in characters. */
export const TEXT_SHOWN = 200_000;
/** What browsers draw, and nothing that can run: no SVG, no HTML. */
const PICTURES = ['image/png', 'image/jpeg', 'image/webp'];
const TEXTS = ['text/plain', 'text/csv', 'application/xml'];

/** How a file of this type is shown on our pages; unknown types are only downloaded. */
export function showAs(contentType: string): ShowAs {
  if (PICTURES.includes(contentType)) return 'picture';
  if (TEXTS.includes(contentType)) return 'text';
  return contentType === 'application/pdf' ? 'pdf' : 'nothing';
}
