import { expect, it } from '@jest/globals';
import { recordSql } from '../../../tests/bench/recorded-sql.ts';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const MOST_STATEMENTS = 10;

const office = useOffice();
const { at, inProgress, takenTask } = useDesks(office);

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
