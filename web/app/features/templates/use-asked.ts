import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { readAsked, type Asked } from './reply-search.ts';

export type Place = Asked & { field: HTMLTextAreaElement };
export type PickerKeys = { move(by: 1 | -1): void; pick(): boolean };

/**
 * Hears `;` in any text field inside `box`, whoever draws it: ours, or a form of the diagram. While something is asked for, arrows
 * move, Enter and Tab pick, Escape closes; these keys then reach nobody else.
 */
export function useAsked(box: RefObject<HTMLElement | null>, { move, pick }: PickerKeys) {
  const [place, setPlace] = useState<Place | null>(null);

  const read = useEffectEvent((event: Event) => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    const field = event.target;
    const asked = field.selectionStart === field.selectionEnd ? readAsked(field.value, field.selectionStart) : null;
    setPlace(asked && { ...asked, field });
  });
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
    const take = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      take();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      take();
      setPlace(null);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && pick()) take();
  });
  const leave = useEffectEvent((event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node) || !box.current?.contains(event.relatedTarget)) setPlace(null);
  });

  useEffect(() => {
    const it = box.current;
    if (!it) return;
    it.addEventListener('input', read);
    it.addEventListener('keydown', press, { capture: true });
    it.addEventListener('focusout', leave);
    return () => {
      it.removeEventListener('input', read);
      it.removeEventListener('keydown', press, { capture: true });
      it.removeEventListener('focusout', leave);
    };
  }, [box]);

  return { place, close: () => setPlace(null) };
}

/** Puts words in the place of what was asked, as if typed: undo takes them back, and whoever draws the field hears of it. */
export function typeInto({ field, from, to }: Place, words: string): void {
  field.focus();
  field.setSelectionRange(from, to);
  if (document.execCommand('insertText', false, words)) return;
  field.setRangeText(words, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
