import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES } from '../../contract/words.ts';
import { maySeeOpenEscalation, openEscalationsFor } from './policy.ts';

const agency = fc.constantFrom('kac', 'vsaa', 'pmlp');
const user = fc.record({
  id: fc.constant('me'),
  name: fc.constant('Me'),
  roles: fc.subarray([...ROLES]),
  agencyId: fc.option(agency),
  clientId: fc.constant(null),
});
const escalation = fc.record({ team: agency, owner: fc.constantFrom('kac', 'vsaa'), complainedOf: fc.subarray(['me', 'you']) });

const passes = (where: any, it: { team: string; owner: string; complainedOf: string[] }): boolean => {
  if (where.OR) return where.OR.some((each: any) => passes(each, it)) && !it.complainedOf.includes(where.case.NOT.complainedOf.has);
  if (where.id) return false;
  return where.team ? where.team === it.team : where.case.owner === it.owner;
};

it('the filter of open escalations agrees with the policy', () => {
  fc.assert(
    fc.property(user, escalation, (who, it) => {
      expect(passes(openEscalationsFor(who), it)).toBe(maySeeOpenEscalation(who, it));
    }),
    { numRuns: 1000 },
  );
});
