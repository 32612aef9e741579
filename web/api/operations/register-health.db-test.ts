import { expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { makeRegisterHealth } from './register-health.ts';

const office = useOffice();
const { at, submit } = useDesks(office);
const read = (sql = office.database.sql) => makeRegisterHealth({ sql, now: office.now }).read();

it('counts open cases of nobody, and open cases with which nothing would ever happen', async () => {
  const { id } = await submit();
  const other = await submit();
  expect(await read()).toMatchObject({ ownerless: 0, withoutTask: 0 });

  // given: an owner that does not exist; an engine that never heard of the other, long ago, and nothing left to tell it
  await office.db.case.update({ where: { id }, data: { owner: 'nowhere' } });
  await office.db.case.update({ where: { id: other.id }, data: { submittedAt: new Date(office.now().getTime() - 3_600_000) } });
  expect(await read()).toMatchObject({ ownerless: 1, withoutTask: 0 });
  await office.db.outbox.deleteMany({ where: { caseId: other.id } });
  expect(await read()).toMatchObject({ ownerless: 1, withoutTask: 1 });

  // when: a run of it stands somewhere
  const run = { key: '9', caseId: other.id, processId: 'application', version: 1, startedAt: office.now() };
  await office.db.processRun.create({ data: run });
  expect(await read()).toMatchObject({ withoutTask: 0 });
});

it('nobody can make a case without an owner', async () => {
  const { id } = await submit();
  await expect(office.db.case.update({ where: { id }, data: { owner: '' } })).rejects.toThrow();
});

it('is for those who lead teams and those who run the platform', async () => {
  for (const who of ['vija', 'edgars']) await at(who).get('/api/register-health').expect(200);
  for (const who of ['vita', 'anna']) await at(who).get('/api/register-health').expect(403);
});
