import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { orderMoves, carryOutMoves } from './moves.ts';

const office = useOffice();
const { at, submit, inProgress } = useDesks(office);
beforeEach(() => office.moveTo('2026-11-02T08:00:00Z'));

const CLOSURE = { on: '2026-11-12', hours: [], title: { lv: 'Telpu pārcelšana', en: 'Moving house' } };
const preview = async (change: object, agencyId = 'vsaa') => (await at('mara').post(`/api/calendars/${agencyId}/day-previews`, change).expect(200)).body;
const change = (body: object, who = 'mara') => at(who).post('/api/calendars/vsaa/days', body);
const viewOf = async (id: string) => (await at('aija').get(`/api/cases/${id}`).expect(200)).body;
const n4 = (caseId: string) => office.db.caseMessage.count({ where: { caseId, notice: 'N4' } });
const rearmed = (caseId: string) => office.db.outbox.count({ where: { caseId, payload: { path: ['name'], equals: 'deadline-changed' } } });
const pause = async (id: string) => at('vita').post(`/api/cases/${id}/pauses`, { for: 'institution', reason: 'Atzinums', version: (await viewOf(id)).version });

describe('a holiday added to the calendar', () => {
  it('moves exactly the cases it should, each told once', async () => {
    // given: due on the 16th; due before the day; paused with no end; of another agency; started after the day; due later
    const running = [await inProgress(), await inProgress()];
    const paused = await inProgress();
    await pause(paused).then(it => expect(it.status).toBe(201));
    const elsewhere = (await submit('anna', QUESTION)).id;
    office.moveTo('2026-10-20T08:00:00Z');
    const before = await inProgress(); // due on 3 November
    office.moveTo('2026-11-12T18:00:00Z');
    const after = await inProgress(); // the 12th itself does not count anyway
    const dates = async () =>
      Object.fromEntries(await Promise.all([...running, paused, elsewhere, before, after].map(async id => [id, (await viewOf(id)).dueAt])));
    const was = await dates();

    // when
    const { seen, ...shown } = await preview(CLOSURE);
    expect(shown.count).toBe(2);
    expect(shown.moves.map((it: { caseId: string }) => it.caseId).sort()).toEqual([...running].sort());
    expect(shown.moves[0]).toMatchObject({ from: '2026-11-16T21:59:59.999Z', to: '2026-11-17T21:59:59.999Z' });
    expect(await dates()).toEqual(was); // a preview changes nothing
    const armedBefore = await Promise.all([...running, before, elsewhere].map(rearmed));
    await change({ ...CLOSURE, seen }).expect(201, { count: 2 });

    // then
    const now = await dates();
    for (const id of running) {
      expect(now[id]).toBe('2026-11-17T21:59:59.999Z');
      expect(await n4(id)).toBe(1);
    }
    for (const id of [paused, elsewhere, before, after]) {
      expect(now[id]).toBe(was[id]);
      expect(await n4(id)).toBe(0);
    }
    const armed = await Promise.all([...running, before, elsewhere].map(rearmed));
    expect(armed.map((it, index) => it - armedBefore[index]!)).toEqual([1, 1, 0, 0]);
    const { steps } = (await viewOf(running[0]!)).deadline;
    expect(steps).toContainEqual(expect.objectContaining({ name: 'holiday', on: '2026-11-12', data: { title: CLOSURE.title } }));
    expect(steps).toContainEqual(expect.objectContaining({ name: 'calendar' }));

    // and taken back: they come forward again; nobody writes to a client about an earlier date
    const back = await preview({ ...CLOSURE, hours: null });
    expect(back.count).toBe(2);
    await change({ ...CLOSURE, hours: null, seen: back.seen }).expect(201, { count: 2 });
    expect((await dates())[running[0]!]).toBe('2026-11-16T21:59:59.999Z');
    expect(await n4(running[0]!)).toBe(1);
  });

  it('is not made when other cases would move than those that were shown', async () => {
    const day = { ...CLOSURE, on: '2026-11-10' };
    const { seen } = await preview(day);
    await inProgress();
    await change({ ...day, seen }).then(it => expect(it.body).toMatchObject({ slug: 'state-conflict' }));
    expect(await office.db.calendarDay.count({ where: { on: new Date('2026-11-10') } })).toBe(0);
  });

  it('is carried out once, however often it is tried and whoever was stopped meanwhile', async () => {
    const id = await inProgress();
    const order = { id: '018f0000-0000-7000-8000-00000000000a', agencyId: 'vsaa', on: '2026-11-13', title: CLOSURE.title, by: 'mara' };
    // as a program leaves it that was killed after the commit
    await office.db.$transaction(async tx => {
      await tx.calendarDay.create({
        data: { agencyId: 'vsaa', on: new Date('2026-11-13'), hours: [], titleLv: 'x', titleEn: 'x', addedBy: 'mara', addedAt: office.now() },
      });
      await orderMoves(tx, order, [{ caseId: id, code: '', from: new Date('2026-11-16T21:59:59.999Z'), to: null }]);
    });
    const done = await Promise.all([carryOutMoves(office.db, office.now()), carryOutMoves(office.db, office.now())]);
    expect(done[0] + done[1]).toBe(1);
    expect((await viewOf(id)).dueAt).toBe('2026-11-17T21:59:59.999Z');
    expect(await n4(id)).toBe(1);
  });
});

describe('working hours', () => {
  it('change for the agency alone: a Saturday worked brings dates forward', async () => {
    const id = await inProgress();
    const was = (await viewOf(id)).dueAt;
    const { week } = (await at('vita').get('/api/calendars/vsaa?year=2026').expect(200)).body;
    const sixDays = { ...week, 6: [{ from: '09:00', to: '13:00' }] };
    const change = { week: sixDays, validFrom: '2026-11-06' };
    const { seen, count } = (await at('mara').post('/api/calendars/vsaa/week-previews', change).expect(200)).body;
    expect(count).toBeGreaterThan(0);
    const key = randomUUID();
    await at('mara')
      .post('/api/calendars/vsaa/weeks', { ...change, seen }, key)
      .expect(201, { count });
    await at('mara')
      .post('/api/calendars/vsaa/weeks', { ...change, seen }, key)
      .expect(201, { count });
    expect((await viewOf(id)).dueAt < was).toBe(true);
    const { body } = await at('vita').get('/api/calendars/vsaa?year=2026').expect(200);
    expect([body.week['6'], body.weeks]).toEqual([[], [{ from: '2026-11-06', week: sixDays }]]);
    expect((await at('vita').get('/api/calendars/pmlp?year=2026').expect(200)).body.weeks).toEqual([]);
    expect(await office.db.auditEntry.count({ where: { did: 'calendar.week', actor: 'mara' } })).toBe(1);
  });

  it('never change what has been worked: from tomorrow on, and a week planned for the same day gives way', async () => {
    const { week, weeks } = (await at('vita').get('/api/calendars/vsaa?year=2026').expect(200)).body;
    const today = office.now().toISOString().slice(0, 10);
    const refused = await at('mara').post('/api/calendars/vsaa/week-previews', { week, validFrom: today }).expect(422);
    expect(refused.body.faults).toEqual([expect.objectContaining({ path: 'validFrom', code: 'past' })]);
    const plan = async (hours: object[]) => {
      const change = { week: { ...week, 5: hours }, validFrom: '2027-01-04' };
      const { seen } = (await at('mara').post('/api/calendars/vsaa/week-previews', change).expect(200)).body;
      await at('mara')
        .post('/api/calendars/vsaa/weeks', { ...change, seen })
        .expect(201);
    };
    await plan([]);
    await plan([{ from: '09:00', to: '14:00' }]);

    const after = (await at('vita').get('/api/calendars/vsaa?year=2027').expect(200)).body.weeks;
    expect(after).toEqual([...weeks, { from: '2027-01-04', week: { ...week, 5: [{ from: '09:00', to: '14:00' }] } }]);
    const kept = await office.db.agencyWeek.findMany({ where: { validFrom: new Date('2027-01-04') }, orderBy: { addedAt: 'asc' } });
    expect(kept.map(it => it.removedBy).sort()).toEqual(['mara', null]);
    await at('vita').post('/api/calendars/vsaa/weeks', { week, validFrom: '2027-01-04', seen: '' }).expect(403);
  });

  it.each([
    [
      'overlapping',
      [
        { from: '09:00', to: '13:00' },
        { from: '12:00', to: '15:00' },
      ],
    ],
    ['backwards', [{ from: '13:00', to: '09:00' }]],
    ['no time', [{ from: '9', to: '25:00' }]],
  ])('%s are refused', async (_what, hours) => {
    await at('mara')
      .post('/api/calendars/vsaa/day-previews', { ...CLOSURE, hours })
      .expect(400);
  });
});

it('shows a year: public holidays, moved days and the agency’s own', async () => {
  const { body } = await at('vita').get('/api/calendars/pmlp?year=2026').expect(200);
  expect(body.mayChange).toBe(false);
  const days = Object.fromEntries(body.days.map((it: { on: string; source: string; working: boolean }) => [it.on, [it.source, it.working]]));
  expect(days).toMatchObject({
    '2026-01-02': ['moved', false],
    '2026-01-17': ['moved', true],
    '2026-04-03': ['holiday', false],
    '2026-11-18': ['holiday', false],
  });
});

it.each([
  ['vita', 'vsaa', 403],
  ['edgars', 'vsaa', 403],
  ['mara', 'pmlp', 403],
  ['mara', 'nowhere', 404],
])('%s may not change the calendar of %s', async (who, agencyId, status) => {
  await at(who).post(`/api/calendars/${agencyId}/day-previews`, CLOSURE).expect(status);
});
