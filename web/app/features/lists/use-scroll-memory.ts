import { useEffect, useLayoutEffect, type RefObject } from 'react';

// Where each list was left, for as long as the page lives: coming back is coming to the same row.
const places = new Map<string, { top: number; row: string | null }>();

/** The row that had the focus when this list was left. */
export const rememberedRow = (list: string): string | null => places.get(list)?.row ?? null;

/** Remembers where a list was left, and stands there again when somebody comes back to it (F11). `ready`: its rows are drawn. */
export function useScrollMemory(list: string, pane: RefObject<HTMLElement | null>, ready: boolean): void {
  useLayoutEffect(() => {
    const at = places.get(list);
    if (ready && at && pane.current) pane.current.scrollTop = at.top;
  }, [list, ready, pane]);

  useEffect(() => {
    const element = pane.current;
    if (!ready || !element) return;
    const keep = () => places.set(list, { top: element.scrollTop, row: document.activeElement?.getAttribute('data-row') ?? rememberedRow(list) });
    const scrolled = () => places.set(list, { top: element.scrollTop, row: rememberedRow(list) });
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('focusin', keep);
    return () => {
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('focusin', keep);
    };
  }, [list, ready, pane]);
}
