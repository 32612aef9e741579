import type { KeyCommand } from './key-map.ts';

export type KeyHandlers = Partial<Record<KeyCommand, () => void>>;
export type Layer = { handlers: KeyHandlers };

/**
 * What can be done now: each component on screen adds the commands it carries out. Where two carry out the same, the one that came
 * last (the innermost) does it.
 */
export function makeLayers() {
  const layers: Layer[] = [];
  const listeners = new Set<() => void>();
  let available: KeyCommand[] = [];

  const tell = () => {
    const now = [...new Set(layers.flatMap(({ handlers }) => Object.keys(handlers) as KeyCommand[]))].sort();
    if (now.join() === available.join()) return;
    available = now;
    for (const listener of listeners) listener();
  };

  return {
    add(layer: Layer): () => void {
      layers.push(layer);
      tell();
      return () => {
        layers.splice(layers.indexOf(layer), 1);
        tell();
      };
    },
    /** To be called when the handlers of a layer have changed. */
    tell,
    handlerOf: (command: KeyCommand): (() => void) | undefined => layers.findLast(({ handlers }) => handlers[command])?.handlers[command],
    /** The same list until something changes. */
    available: () => available,
    listen(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
