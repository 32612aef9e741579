import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '../../contract/words.ts';
import { STAFF_PLACES, staffMenu } from './staff-menu.ts';

const names = (places: { to: string }[]) => places.map(({ to }) => to.replace('/work/', ''));

describe('the menu of the workplace', () => {
  it.each<[Role[], string[]]>([
    [['kac-specialist'], ['tasks', 'cases', 'register', 'call-backs']],
    [
      ['kac-specialist', 'team-lead'],
      ['tasks', 'cases', 'register', 'call-backs', 'escalations'],
    ],
    [['specialist'], ['tasks', 'cases']],
    [
      ['team-lead', 'specialist'],
      ['tasks', 'cases', 'escalations'],
    ],
    [['service-manager'], ['tasks', 'templates']],
    [['auditor'], ['cases']],
    [['platform-admin'], ['incidents']],
  ])('shows %j in the bar what they use all day', (roles, expected) => {
    expect(names(staffMenu(roles).bar)).toEqual(expected);
  });

  it('never has more than five in the bar, and every place that one may go to once', () => {
    const { bar, more } = staffMenu(ROLES);

    expect(bar).toHaveLength(5);
    expect(names([...bar, ...more]).sort()).toEqual(names([...STAFF_PLACES]).sort());
  });

  it('leads nobody to a place that is not theirs', () => {
    expect(names(staffMenu(['auditor']).more)).toEqual(['originals', 'problems', 'changes', 'configuration', '/']);
  });
});
