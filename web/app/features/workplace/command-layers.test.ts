import { describe, expect, it, jest } from '@jest/globals';
import { makeLayers } from './command-layers.ts';

describe('commands on screen', () => {
  it('are carried out by the component that came last, and by the one before once it is gone', () => {
    const layers = makeLayers();
    const [page, dialog] = [jest.fn(), jest.fn()];
    layers.add({ handlers: { escalate: page } });
    const remove = layers.add({ handlers: { escalate: dialog } });

    layers.handlerOf('escalate')?.();
    remove();
    layers.handlerOf('escalate')?.();

    expect([dialog.mock.calls.length, page.mock.calls.length]).toEqual([1, 1]);
  });

  it('are told to listeners when they change, and only then', () => {
    const layers = makeLayers();
    const heard = jest.fn();
    layers.listen(heard);
    const layer = { handlers: {} };
    layers.add(layer);
    layer.handlers = { note: () => {} };
    layers.tell();
    layers.tell();

    expect(heard).toHaveBeenCalledTimes(1);
    expect(layers.available()).toEqual(['note']);
  });

  it('are none where nobody carries them out', () => {
    expect(makeLayers().handlerOf('claim')).toBeUndefined();
  });
});
