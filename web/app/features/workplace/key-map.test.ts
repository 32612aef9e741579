import { describe, expect, it } from '@jest/globals';
import { COMMANDS, heldCommand, isTyping, makeKeyReader, type KeyPress } from './key-map.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, at: 0, ...more });

describe('makeKeyReader', () => {
  it('reads single keys', () => {
    const read = makeKeyReader();

    expect(['j', 'k', 'c', 'e', '?', '/', 'Enter'].map(key => read(press(key)))).toEqual([
      'next-row',
      'previous-row',
      'claim',
      'escalate',
      'help',
      'search',
      'open-row',
    ]);
  });

  it.each([
    ['m', 'queue-mine'],
    ['t', 'queue-team'],
    ['u', 'queue-unassigned'],
    ['a', 'queue-all'],
  ])('reads g %s as %s', (second, command) => {
    const read = makeKeyReader();

    expect([read(press('g')), read(press(second, { at: 900 }))]).toEqual([null, command]);
  });

  it('forgets the first key of a sequence after a while', () => {
    const read = makeKeyReader();
    read(press('g'));

    expect(read(press('m', { at: 1600 }))).toBeNull();
  });

  it('does not read the second key of a broken sequence as a command of its own', () => {
    const read = makeKeyReader();
    read(press('g'));

    expect(read(press('e', { at: 10 }))).toBeNull();
  });

  it('leaves the browser its own keys, but takes those of the list, with Control or ⌘', () => {
    const read = makeKeyReader();

    expect([press('c', { ctrlKey: true }), press('v', { metaKey: true }), press('e', { altKey: true })].map(read)).toEqual([null, null, null]);
    expect([press('Enter', { ctrlKey: true }), press('K', { metaKey: true })].map(read)).toEqual(['finish', 'palette']);
  });
});

describe('the list of keys', () => {
  it('gives no keys twice, and no single key that begins a sequence', () => {
    const keys = COMMANDS.map(it => it.keys);
    const starts = keys.filter(it => it.includes(' ')).map(it => it.split(' ')[0]);

    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter(it => starts.includes(it))).toEqual([]);
  });

  it('works while one types only with Control', () => {
    expect(COMMANDS.filter(({ keys }) => heldCommand({ key: keys, ctrlKey: false, metaKey: false, altKey: false }))).toEqual([]);
  });
});

describe('isTyping', () => {
  it.each([
    [{ tagName: 'INPUT', type: 'text' }, true],
    [{ tagName: 'TEXTAREA' }, true],
    [{ tagName: 'DIV', role: 'combobox' }, true],
    [{ tagName: 'INPUT', type: 'radio' }, false],
    [{ tagName: 'BUTTON' }, false],
    [{ tagName: 'TR' }, false],
  ])('%j: %s', (target, expected) => {
    expect(isTyping(target)).toBe(expected);
  });
});
