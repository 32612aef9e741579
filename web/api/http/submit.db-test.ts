import { expect, it } from '@jest/globals';
import { RESIDENTS } from '../../../docker/sandbox/people.ts';
import { useApi } from '../../../tests/support/api.ts';
import { verifyAudit } from '../audit/verify.ts';

const api = useApi();
const question = { kind: 'information-request', serviceId: null, data: {}, subject: 'Kad atvērts klientu centrs?' };

it('200 parallel twins make one case, and all get the same answer', async () => {
  const anna = await api.as('anna');
  const answers = await Promise.all(Array.from({ length: 200 }, () => anna.post('/api/cases').set('Idempotency-Key', 'twins-00000001').send(question)));

  expect(new Set(answers.map(it => it.status))).toEqual(new Set([201]));
  expect(new Set(answers.map(it => it.text)).size).toBe(1);
  expect(await api.database.db.case.count()).toBe(1);
  expect(await api.database.db.outbox.count()).toBe(1);
  expect((await verifyAudit(api.database.db)).wrong).toBeUndefined();
});

it('the same key with another body is refused', async () => {
  const anna = await api.as('anna');
  await anna.post('/api/cases').set('Idempotency-Key', 'reused-00000001').send(question).expect(201);
  const { body } = await anna
    .post('/api/cases')
    .set('Idempotency-Key', 'reused-00000001')
    .send({ ...question, subject: 'Kas cits?' })
    .expect(422);

  expect(body.slug).toBe('key-reused');
});

it('another’s case does not exist for me, and the attempt is written down', async () => {
  const { body } = await (await api.as('anna')).post('/api/cases').set('Idempotency-Key', 'hidden-00000001').send(question).expect(201);

  for (const username of ['janis', 'pavels', 'edgars']) {
    const answer = await (await api.as(username)).get(`/api/cases/${body.id}`).expect(404);
    expect(answer.text).not.toContain(RESIDENTS.anna.familyName);
  }
  expect(await api.database.db.auditEntry.count({ where: { did: 'case.refused', caseId: body.id } })).toBe(3);
});
