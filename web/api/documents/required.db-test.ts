import { expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const office = useOffice({ settings: { VIRUS_CHECK: 'required' } });
const { at, inProgress } = useDesks(office);

it('a check that is required, with no engine to make it, leaves every file in quarantine', async () => {
  const caseId = await inProgress();
  const { uploadId, check } = (await at('anna').upload('a.pdf', Buffer.from('%PDF-1.4\n')).expect(201)).body;
  const { body } = await at('anna')
    .post(`/api/cases/${caseId}/documents`, { uploadIds: [uploadId] })
    .expect(201);
  const path = `/api/cases/${caseId}/documents/${body.documents[0].id}`;

  expect(check.state).toBe('uploaded');
  await at('vita').get(path).expect(409);
  await at('anna').get(path).expect(200);
});

it('a check that becomes required takes back what was served unchecked', async () => {
  const caseId = await inProgress();
  const { uploadId } = (await at('anna').upload('b.pdf', Buffer.from('%PDF-1.4\n% b')).expect(201)).body;
  const { body } = await at('anna')
    .post(`/api/cases/${caseId}/documents`, { uploadIds: [uploadId] })
    .expect(201);
  await office.db.fileCheck.updateMany({ data: { state: 'unchecked' } });

  await at('vita').get(`/api/cases/${caseId}/documents/${body.documents[0].id}`).expect(409);
});
