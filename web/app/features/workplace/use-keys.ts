import { useEffect, useEffectEvent } from 'react';
import { isTyping, makeKeyReader, type KeyCommand } from './key-map.ts';

const OFF = 'pietura.keys-off';

/** Single-letter keys can be turned off (WCAG 2.1.4): voice control types letters too. */
export const keysAreOn = () => localStorage.getItem(OFF) === null;
export const turnKeys = (on: boolean) => (on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1'));

export type KeyHandlers = Partial<Record<KeyCommand, () => void>>;

const inDialog = (target: Element) => target.closest('[role=dialog], [role=alertdialog], [role=menu]') !== null;
/** Enter on a link or button presses it; that is not ours to take. */
const pressesItself = (target: Element) => target.closest('a, button, [role=tab], [role=radio], summary') !== null;

/** Hears the keys of the workplace while the component is shown. A handler that is not there leaves the key to others. */
export function useKeys(handlers: KeyHandlers) {
  const handle = useEffectEvent((command: KeyCommand, event: KeyboardEvent) => {
    const handler = handlers[command];
    if (!handler) return;
    event.preventDefault();
    handler();
  });

  useEffect(() => {
    const read = makeKeyReader();
    const hear = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || inDialog(target)) return;
      const { key, ctrlKey, metaKey, altKey } = event;
      const finishes = (ctrlKey || metaKey) && key === 'Enter';
      if (!finishes && (!keysAreOn() || isTyping(facts(target)) || (key === 'Enter' && pressesItself(target)))) return;
      const command = read({ key, ctrlKey, metaKey, altKey, at: event.timeStamp });
      if (command) handle(command, event);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}

const facts = (target: Element) => ({
  tagName: target.tagName,
  role: target.getAttribute('role'),
  ...(target instanceof HTMLInputElement && { type: target.type }),
  ...(target instanceof HTMLElement && { isContentEditable: target.isContentEditable }),
});
