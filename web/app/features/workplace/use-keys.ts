import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { makeLayers, type KeyHandlers } from './command-layers.ts';
import { heldCommand, isTyping, makeKeyReader, type KeyCommand } from './key-map.ts';

const OFF = 'pietura.keys-off';

/** Single-letter keys can be turned off (WCAG 2.1.4): voice control types letters too. */
export const keysAreOn = () => localStorage.getItem(OFF) === null;
export const turnKeys = (on: boolean) => (on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1'));

const layers = makeLayers();
const read = makeKeyReader();

/** A window over the page has the keys, wherever the focus is. */
const inDialog = () => document.querySelector('dialog:modal') !== null;
/** Enter on a link or button presses it; that is not ours to take. */
const pressesItself = (target: Element) => target.closest('a, button, [role=tab], [role=radio], summary') !== null;

function hear(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.defaultPrevented || inDialog()) return;
  const { key, ctrlKey, metaKey, altKey } = event;
  const held = heldCommand({ key, ctrlKey, metaKey, altKey }) !== null;
  if (!held && (!keysAreOn() || isTyping(facts(target)) || (key === 'Enter' && pressesItself(target)))) return;
  const command = read({ key, ctrlKey, metaKey, altKey, at: event.timeStamp });
  const handler = command && layers.handlerOf(command);
  if (!handler) return;
  event.preventDefault();
  handler();
}

let hearing = 0;

/** Hears the keys of the workplace while the component is shown. A handler that is not there leaves the key to others. */
export function useKeys(handlers: KeyHandlers) {
  const layer = useRef({ handlers });
  useLayoutEffect(() => {
    layer.current.handlers = handlers;
    layers.tell();
  });
  useEffect(() => {
    const remove = layers.add(layer.current);
    if (hearing++ === 0) document.addEventListener('keydown', hear);
    return () => {
      remove();
      if (--hearing === 0) document.removeEventListener('keydown', hear);
    };
  }, []);
}

/** What can be done on this screen now; `runCommand` does it. For the palette, the actions menu and the help. */
export const useCommands = (): readonly KeyCommand[] => useSyncExternalStore(layers.listen, layers.available);
export const runCommand = (command: KeyCommand): void => layers.handlerOf(command)?.();

const facts = (target: Element) => ({
  tagName: target.tagName,
  role: target.getAttribute('role'),
  ...(target instanceof HTMLInputElement && { type: target.type }),
  ...(target instanceof HTMLElement && { isContentEditable: target.isContentEditable }),
});
