import { describe, expect, it } from '@jest/globals';
import { NOTHING, toggle, toggleAll, type Selection } from './selection.ts';

const rows = ['a', 'b', 'c', 'd'];
const list = ({ chosen }: Selection) => [...chosen].toSorted();
const choose = (...steps: [string, boolean?][]) => steps.reduce((it, [id, range = false]) => toggle(it, id, { rows, range }), NOTHING);

describe('choosing rows', () => {
  it('chooses one, and lets it go', () => {
    expect(list(choose(['b']))).toEqual(['b']);
    expect(list(choose(['b'], ['b']))).toEqual([]);
  });

  it.each([
    [
      ['a', 'c'],
      ['a', 'b', 'c'],
    ],
    [
      ['d', 'b'],
      ['b', 'c', 'd'],
    ],
  ])('chooses the range %j', ([from, to], expected) => {
    expect(list(choose([from!], [to!, true]))).toEqual(expected);
  });

  it('lets a range go when its end is let go', () => {
    expect(list(choose(['a'], ['d', true], ['b'], ['d', true]))).toEqual(['a']);
  });

  it('takes a range without a beginning for one row', () => {
    expect(list(choose(['c', true]))).toEqual(['c']);
  });

  it('chooses all that are shown, then none of them, and keeps what is not shown', () => {
    const all = toggleAll(toggle(NOTHING, 'elsewhere', { rows: ['elsewhere'], range: false }), rows);
    expect(list(all)).toEqual(['a', 'b', 'c', 'd', 'elsewhere']);
    expect(list(toggleAll(all, rows))).toEqual(['elsewhere']);
  });
});
