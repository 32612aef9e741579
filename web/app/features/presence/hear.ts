const TICK_MS = 1000;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

interface Ears {
  /** Every second; is the page in front? */
  tick(inFront: boolean): void;
  touch(event: Event): void;
  /** The page is being closed, or shows something else. */
  leave(): void;
}

/** Hears somebody work on a page. Answers how to stop; stopping is leaving. */
export function hear({ tick, touch, leave }: Ears): () => void {
  const timer = setInterval(() => tick(document.visibilityState === 'visible' && document.hasFocus()), TICK_MS);
  for (const name of TOUCHES) window.addEventListener(name, touch, { passive: true });
  window.addEventListener('pagehide', leave);
  return () => {
    clearInterval(timer);
    for (const name of TOUCHES) window.removeEventListener(name, touch);
    window.removeEventListener('pagehide', leave);
    leave();
  };
}
