import { describe, expect, it } from '@jest/globals';
import { bulkAct, type BulkAct } from '../../../contract/bulk.ts';
import { actOf, EMPTY } from './act-of.ts';

const FILLED = { ...EMPTY, assigneeId: 'valdis', words: ' Klients zvana. ', code: ' 0008 1234 ' };
const NAMES: BulkAct['name'][] = ['claim', 'release', 'assign', 'priority', 'note', 'message', 'escalate', 'link', 'pause'];

describe('an act on many, as typed', () => {
  it.each(NAMES)('%s is what the contract takes', name => {
    const act = actOf(name, FILLED);

    expect(bulkAct.parse(act)).toEqual(act);
    expect(act?.name).toBe(name);
  });

  it.each(NAMES.filter(name => name !== 'claim' && name !== 'release'))('%s is nothing while nothing is typed', name => {
    expect(actOf(name, EMPTY)).toBeNull();
  });

  it('is linked to a case by its code only', () => {
    expect(actOf('link', { ...FILLED, code: '1234' })).toBeNull();
  });
});
