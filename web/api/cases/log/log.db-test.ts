import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../../tests/support/desks.ts';
import { useOffice } from '../../../../tests/support/office.ts';

type Entry = { of: string; id: string; at: string; actor: string | null; name?: string; purpose?: string; times?: number; message?: { body: string } };

const office = useOffice();
const { at, inProgress } = useDesks(office);
let caseId: string;

async function logFor(who: string, query = ''): Promise<{ entries: Entry[]; next: string | null }> {
  return (await at(who).get(`/api/cases/${caseId}/log${query}`).expect(200)).body;
}

describe('the log of a case', () => {
  beforeAll(async () => {
    caseId = await inProgress();
    office.moveTo('2026-11-02T09:00:00Z');
    await at('vita').post(`/api/cases/${caseId}/messages`, { body: 'Lūdzu, iesūtiet žoga plānu.', internal: false }).expect(201);
    await at('vita').post(`/api/cases/${caseId}/messages`, { body: 'Šis ir aizdomīgs.', internal: true }).expect(201);
    office.moveTo('2026-11-02T10:30:00Z');
    await at('anna').post(`/api/cases/${caseId}/messages`, { body: 'Plāns pielikumā.', internal: false }).expect(201);
    for (const who of ['vita', 'vita', 'liga']) await at(who).get(`/api/cases/${caseId}`).expect(200);
  });

  it('shows staff all three, newest first, a person’s looks of an hour as one', async () => {
    const { entries } = await logFor('vita', '?of=event,message,look');
    const looks = entries.filter(it => it.of === 'look');

    expect(entries.map(it => it.at)).toEqual(
      entries
        .map(it => it.at)
        .toSorted()
        .toReversed(),
    );
    expect(new Set(entries.map(it => it.of))).toEqual(new Set(['event', 'message', 'look']));
    expect(looks).toMatchObject([
      { actor: 'Līga Ozola', purpose: 'coordination', times: 1 },
      { actor: 'Vita Zariņa', purpose: 'handling', times: 2 },
    ]);
    expect(entries.filter(it => it.name === 'message-sent')).toEqual([]);
    expect(entries.filter(it => it.of === 'message').map(it => it.message?.body)).toContain('Šis ir aizdomīgs.');
  });

  it('shows the client their share: no notes, no names of colleagues, but who looked', async () => {
    const { entries } = await logFor('anna', '?of=event,message,look');
    const said = entries.filter(it => it.of === 'message').map(it => it.message?.body);

    expect(said).toContain('Lūdzu, iesūtiet žoga plānu.');
    expect(said).not.toContain('Šis ir aizdomīgs.');
    expect(entries.filter(it => it.of === 'event').every(it => it.actor === null || it.actor.startsWith('Anna'))).toBe(true);
    expect(entries.filter(it => it.of === 'look').map(it => it.actor)).toContain('Vita Zariņa');
  });

  it('does not exist for those who may not see the case', async () => {
    await at('pavels').get(`/api/cases/${caseId}/log`).expect(404);
    await at('janis').get(`/api/cases/${caseId}/log`).expect(404);
  });

  it('is itself looked at only on the record', async () => {
    const countLooks = () => office.db.auditEntry.count({ where: { caseId, did: 'audit.look' } });
    const before = await countLooks();
    await logFor('anna', '?of=look');
    await logFor('vita', '?of=event');
    expect(await countLooks()).toBe(before);
    await logFor('vita', '?of=look');
    expect(await countLooks()).toBe(before + 1);
  });

  it.each(['', '&of=event,message,look'])('gives each entry once over pages of two (%j)', async of => {
    const whole = (await logFor('aija', `?limit=100${of}`)).entries.map(it => it.id);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { entries: Entry[]; next: string | null } = await logFor('aija', `?limit=2${of}${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.entries.map(it => it.id));
      cursor = page.next;
    }

    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(paged.length);
  });

  it.each([
    ['planu', ['Plāns pielikumā.', 'Lūdzu, iesūtiet žoga plānu.']],
    ['registered', [undefined]],
    ['nekas tads', []],
  ])('finds %j', async (q, found) => {
    const { entries, next } = await logFor('vita', `?q=${encodeURIComponent(q)}`);

    expect(entries.map(it => it.message?.body)).toEqual(expect.arrayContaining(found));
    expect(entries.length === 0).toBe(found.length === 0);
    expect(next).toBeNull();
  });

  it.each(['?of=secrets', '?cursor=x', `?cursor=${Buffer.from('["a","b","c"]').toString('base64url')}`])('refuses %s', async query => {
    await at('vita').get(`/api/cases/${caseId}/log${query}`).expect(400);
  });
});
