import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../tests/support/database.ts';
import { seedAgencies } from './seed.ts';
import { AGENCIES } from '../docker/sandbox/people.ts';

describe('seedAgencies', () => {
  const database = useDatabase();

  it('can be repeated, and puts titles right', async () => {
    // given
    await seedAgencies(database.db);
    await database.db.agency.update({ where: { id: 'kac' }, data: { titleEn: 'changed by hand' } });

    // when
    await seedAgencies(database.db);

    // then
    const agencies = await database.db.agency.findMany({ orderBy: { id: 'asc' } });
    expect(agencies.map(agency => agency.id)).toEqual(AGENCIES.map(({ slug }) => slug).toSorted());
    expect(agencies[0]?.titleEn).toBe('Client service centre');
  });
});
