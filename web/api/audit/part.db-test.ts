import { describe, expect, it } from '@jest/globals';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { audit } from './audit.ts';

const office = useOffice();
const { at, inProgress, submit } = useDesks(office);

describe('an agency’s part of the audit', () => {
  const administrator = async () => office.as('mara');
  const entriesOf = async (address: string) =>
    (await (await administrator()).get(address).expect(200)).body.entries as { actor: string; caseId: string | null }[];

  it('is what its own people did', async () => {
    await inProgress();
    await office.db.$transaction(tx => audit(tx, { who: 'vita', did: 'case.look', at: office.now() }));
    const people = (await office.db.userAccount.findMany({ where: { agencyId: 'vsaa' } })).map(it => it.name);
    const entries = await entriesOf('/api/audit');

    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(it => !people.includes(it.actor))).toEqual([]);
  });

  it('is everything in a case of its services, whoever did it, and nothing of others’', async () => {
    const [own, fronts] = [await inProgress(), await submit('anna', QUESTION)];
    await at('liga').get(`/api/cases/${own}`).expect(200);

    expect((await entriesOf(`/api/audit?caseId=${own}`)).map(it => it.actor)).toContain('Līga Ozola');
    await (await administrator()).get(`/api/audit?caseId=${fronts.id}`).expect(404);
    await at('vija').get('/api/audit').expect(403);
  });
});
