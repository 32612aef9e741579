import { useEffect } from 'react';

/** Parts of a page that focus may go to when what had it is gone: a part, never a button, so that a second press of Enter does nothing. */
const PLACES = '[data-pane], [role=tabpanel], form, li, section, article, fieldset, dialog, main';
/** Where one works on, if nothing nearer is left. */
const WORK = '[data-pane=case], [data-pane=list], main h1, main';

const isThere = (element: Element) => element.isConnected && element.checkVisibility({ visibilityProperty: true });
const places = (element: Element): HTMLElement[] => {
  const found: HTMLElement[] = [];
  for (let at = element.parentElement?.closest<HTMLElement>(PLACES); at; at = at.parentElement?.closest<HTMLElement>(PLACES)) found.push(at);
  return found;
};

function give(place: HTMLElement) {
  if (!place.matches('[tabindex], dialog')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

/**
 * Keeps the focus on the page: an act often takes away the very button that did it (claim, finish, remove), and a browser then drops
 * the focus to the top of the page. It goes to the nearest part of the page around it that is still there. What sets the focus
 * itself comes first. Without it nobody who works by keyboard or by ear would know where they are (WCAG 2.4.3).
 */
function keepFocus(): () => void {
  let last: Element | null = null;
  let around: HTMLElement[] = [];
  let underDialog: HTMLElement[] = [];
  let waiting = 0;

  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || target === document.body) return;
    last = target;
    around = places(target);
    if (!target.closest('dialog')) underDialog = around;
  };
  const check = () => {
    waiting = 0;
    const active = document.activeElement;
    if (!last || (active && active !== document.body) || isThere(last)) return;
    const place = [...around, ...underDialog].find(it => it.tagName !== 'MAIN' && isThere(it));
    const work = [...document.querySelectorAll<HTMLElement>(WORK)].find(isThere);
    const to = document.querySelector<HTMLElement>('dialog:modal') ?? place ?? work;
    if (to) give(to);
  };
  // after the browser has drawn: what has become hidden loses the focus only then, and whoever wants it has taken it
  const look = () => {
    if (!waiting) waiting = requestAnimationFrame(() => setTimeout(check));
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['hidden', 'disabled', 'data-open'] });
  document.addEventListener('focusin', remember);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
    cancelAnimationFrame(waiting);
  };
}

export function FocusKeeper() {
  useEffect(keepFocus, []);
  return null;
}
