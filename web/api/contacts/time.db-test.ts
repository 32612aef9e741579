import { beforeEach, describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const office = useOffice();
const { at, inProgress } = useDesks(office);
const later = (seconds: number) => office.moveTo(new Date(office.now().getTime() + seconds * 1000).toISOString());
const talk = async (who = 'liga') => (await at(who).post('/api/contacts', { channel: 'counter', phone: null }).expect(201)).body.id as string;
const timeOf = async (who: string, contactId: string) => (await at(who).get(`/api/contacts/${contactId}/work-time`).expect(200)).body;
const correct = (who: string, contactId: string, body: object) =>
  at(who).post(`/api/contacts/${contactId}/work-time-corrections`, { userId: 'liga', on: '2026-11-02', seconds: 600, reason: 'Runāju gaitenī', ...body });

async function work(who: string, contactId: string, beats: number): Promise<void> {
  for (let n = 0; n < beats; n += 1) {
    later(15);
    await at(who).put(`/api/contacts/${contactId}/work`, { workedSeconds: 15 }).expect(204);
  }
}

beforeEach(() => office.moveTo('2026-11-02T08:00:00Z'));

describe('working time of a conversation (B3.13)', () => {
  it('is measured where nothing but a consultation comes of it, and once only beside a case', async () => {
    const contactId = await talk();
    const caseId = await inProgress();
    await work('liga', contactId, 8);
    await at('liga').put(`/api/cases/${caseId}/presence`, { tabId: crypto.randomUUID(), state: 'here', workedSeconds: 60 }).expect(204);
    await at('liga').post(`/api/contacts/${contactId}/end`, {}).expect(200);
    await at('liga').put(`/api/contacts/${contactId}/work`, { workedSeconds: 0 }).expect(204);

    expect(await timeOf('liga', contactId)).toMatchObject({ mineTodaySeconds: 120, allSeconds: 120 });
    expect((await at('liga').get(`/api/cases/${caseId}/work-time`)).body.allSeconds).toBeLessThanOrEqual(1);
  });

  it('is its adviser’s to measure, and shown to the office only', async () => {
    const contactId = await talk();
    await at('karlis').put(`/api/contacts/${contactId}/work`, { workedSeconds: 15 }).expect(403);
    await at('vita').put(`/api/contacts/${contactId}/work`, { workedSeconds: 15 }).expect(403);
    await at('vija').get(`/api/contacts/${contactId}/work-time`).expect(404);
    await at('anna').get(`/api/contacts/${contactId}/work-time`).expect(403);
    expect((await timeOf('karlis', contactId)).allSeconds).toBe(0);
  });

  it('is corrected with a reason, by the adviser or the lead, after its end too; what was measured stays', async () => {
    office.moveTo('2026-11-02T09:00:00Z');
    const contactId = await talk();
    await work('liga', contactId, 4);
    await at('liga').post(`/api/contacts/${contactId}/end`, {}).expect(200);
    await correct('liga', contactId, { reason: '' }).expect(400);
    await correct('liga', contactId, { on: '2026-11-01' }).expect(422);
    await correct('liga', contactId, { on: '2026-11-03' }).expect(422);
    await correct('vija', contactId, {}).expect(404);
    await correct('liga', contactId, {}).expect(201);
    await correct('karlis', contactId, { seconds: 540, reason: 'Saruna bija īsāka' }).expect(201);

    const { days, mineTodaySeconds } = await timeOf('liga', contactId);
    expect(mineTodaySeconds).toBe(540);
    expect(days).toMatchObject([{ seconds: 540, measuredSeconds: 60, correction: { by: { id: 'karlis' } }, mayCorrect: true }]);
    const entries = await office.db.auditEntry.findMany({
      where: { did: 'work-time.correct', data: { path: ['contactId'], equals: contactId } },
      orderBy: { seq: 'asc' },
    });
    expect(entries.slice(-2).map(it => it.data)).toMatchObject([
      { contactId, seconds: 600, from: 60 },
      { contactId, seconds: 540, from: 60 },
    ]);
  });
});

describe('conversations of a day', () => {
  it('are listed page by page with what came of them and the time they took', async () => {
    office.moveTo('2026-11-05T08:00:00Z');
    const [first, second] = [await talk(), await talk('karlis')];
    later(60);
    const third = await talk();
    await at('liga').post(`/api/contacts/${first}/topics`, { question: 'Kad strādājat?', answer: 'No 8.30', result: 'answered' }).expect(201);
    await work('liga', first, 4);
    const list = async (query: string, who = 'liga') => (await at(who).get(`/api/contacts?on=2026-11-05${query}`).expect(200)).body;
    const ids = ({ contacts }: { contacts: { id: string }[] }) => contacts.map(it => it.id);

    const mine = await list('');
    expect(ids(mine)).toEqual([third, first]);
    expect(mine.contacts[1]).toMatchObject({ workedSeconds: 60, adviser: { name: 'Līga Ozola' }, topics: [{ result: 'answered', case: null }] });
    const one = await list('&whose=all&limit=2');
    const two = await list(`&whose=all&limit=2&cursor=${encodeURIComponent(one.next)}`);
    expect([...ids(one), ...ids(two)].sort()).toEqual([first, second, third].sort());
    expect(two.next).toBeNull();
    expect(ids(await list('&whose=all', 'vija'))).toEqual([]);
    await at('vita').get('/api/contacts?on=2026-11-05').expect(403);
  });
});
