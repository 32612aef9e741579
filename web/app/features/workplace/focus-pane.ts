const FIRST = '[tabindex="0"], [aria-current], a, button, input, select, textarea';

/** Moves the keyboard into a pane: to the row one was at, else to its first thing, else to the pane itself. */
export function focusPane(name: 'queues' | 'list' | 'case'): void {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  const row = pane?.querySelector<HTMLElement>('[data-row][tabindex="0"]');
  const inside = name === 'case' ? null : (row ?? pane?.querySelector<HTMLElement>(FIRST));
  (inside ?? pane)?.focus();
}

/** Puts the keyboard on a tab of the case, once it is drawn. */
export function focusTab(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[role=tab][data-key="${CSS.escape(id)}"]`)?.focus());
}
