import { expect, it } from '@jest/globals';
import { recordSql } from '../../../tests/bench/recorded-sql.ts';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { registerApplication } from './steps/front-office.ts';

const MOST_STATEMENTS = 10;

const office = useOffice();
const { at, inProgress, submit, takenTask } = useDesks(office);

it.each(['vita', 'liga', 'anna', 'aija'])('the page of a case costs %s at most ten statements (C5)', async who => {
  // given
  const caseId = await inProgress();
  await takenTask(caseId);
  await at(who).get(`/api/cases/${caseId}`).expect(200); // titles of agencies and diagrams are read once

  // when
  const statements = await recordSql(async () => void (await at(who).get(`/api/cases/${caseId}`).expect(200)));

  // then
  const texts = statements.map(it => it.text.slice(0, 150)).filter(it => !/^(BEGIN|COMMIT)/.test(it));
  expect({ count: texts.length, enough: texts.length <= MOST_STATEMENTS, texts }).toMatchObject({ enough: true });
});

it('what was merged into a case costs its page one statement more', async () => {
  // given
  const [keep, duplicate] = [await submit('anna', QUESTION), await submit('anna', QUESTION)];
  for (const { id } of [keep, duplicate]) await office.step(registerApplication, { caseId: id });
  const count = async () => {
    const statements = await recordSql(async () => void (await at('liga').get(`/api/cases/${keep.id}`).expect(200)));
    return statements.filter(it => !/^(BEGIN|COMMIT)/.test(it.text)).length;
  };
  await count(); // titles of agencies and diagrams are read once
  const before = await count();

  // when
  await at('liga').post(`/api/cases/${duplicate.id}/merge`, { keepId: keep.id, reason: 'tas pats' }).expect(201);

  // then
  expect(await count()).toBe(before + 1);
});
