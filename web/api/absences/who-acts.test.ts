import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { absenceOn, anyCircle, circleWith, mattersOf, whoActsFor, type AbsenceFacts, type Matter } from './who-acts.ts';

const PEOPLE = ['anda', 'bruno', 'cilda', 'dace', 'egils'];
const ANY: Matter = { kind: 'service-request', serviceId: 'permit' };

const buildAbsence = (it: Partial<AbsenceFacts>): AbsenceFacts => ({
  id: `${it.userId}`,
  userId: 'anda',
  fromOn: '2026-11-02',
  toOn: '2026-11-13',
  covers: 'all',
  substituteId: null,
  ...it,
});
const dayOf = (n: number) => new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10);

const day = fc.integer({ min: 0, max: 20 }).map(dayOf);
const covers = fc.constantFrom('all', 'kind:complaint', 'kind:service-request', 'service:permit', 'service:benefit');
const matter = fc.record({
  kind: fc.constantFrom('complaint', 'service-request', 'incident'),
  serviceId: fc.constantFrom(null, 'permit', 'benefit', 'licence'),
});
const absence = fc
  .record({
    id: fc.constant('new'),
    userId: fc.constantFrom(...PEOPLE),
    from: fc.integer({ min: 0, max: 15 }),
    days: fc.integer({ min: 0, max: 8 }),
    covers,
    substituteId: fc.option(fc.constantFrom(...PEOPLE)),
  })
  .map(({ from, days, ...it }): AbsenceFacts => ({
    ...it,
    substituteId: it.substituteId === it.userId ? null : it.substituteId,
    fromOn: dayOf(from),
    toOn: dayOf(from + days),
  }));
const absences = fc.array(absence, { maxLength: 12 }).map(all => all.map((it, index) => ({ ...it, id: String(index) })));

/** As the office does: one after the other, each refused that closes a circle. */
const entered = (all: AbsenceFacts[]) => all.reduce<AbsenceFacts[]>((kept, it) => (overlaps(it, kept) || circleWith(it, kept) ? kept : [...kept, it]), []);
/** The database refuses these. */
const overlaps = (it: AbsenceFacts, kept: AbsenceFacts[]) =>
  kept.some(other => other.userId === it.userId && other.covers === it.covers && other.fromOn <= it.toOn && it.fromOn <= other.toOn);

describe('who acts for a person', () => {
  it('is the person, when nobody is away', () => {
    expect(whoActsFor('anda', '2026-11-03', ANY, [])).toEqual({ personId: 'anda', chain: ['anda'] });
  });

  it('is the substitute of the substitute, where both are away', () => {
    const away = [buildAbsence({ userId: 'anda', substituteId: 'bruno' }), buildAbsence({ userId: 'bruno', substituteId: 'cilda', toOn: '2026-11-04' })];
    expect(whoActsFor('anda', '2026-11-04', ANY, away)).toEqual({ personId: 'cilda', chain: ['anda', 'bruno', 'cilda'] });
    expect(whoActsFor('anda', '2026-11-05', ANY, away).personId).toBe('bruno');
  });

  it('is nobody, where the chain ends with somebody away', () => {
    const away = [buildAbsence({ userId: 'anda', substituteId: 'bruno' }), buildAbsence({ userId: 'bruno' })];
    expect(whoActsFor('anda', '2026-11-04', ANY, away)).toEqual({ personId: null, chain: ['anda', 'bruno'] });
  });

  it.each([
    ['2026-11-01', 'anda'],
    ['2026-11-02', 'bruno'],
    ['2026-11-13', 'bruno'],
    ['2026-11-14', 'anda'],
  ])('on %s is %s: first and last day count', (on, personId) => {
    expect(whoActsFor('anda', on, ANY, [buildAbsence({ substituteId: 'bruno' })]).personId).toBe(personId);
  });

  it.each([
    [{ kind: 'incident', serviceId: null }, 'bruno'],
    [{ kind: 'complaint', serviceId: null }, 'cilda'],
    [{ kind: 'complaint', serviceId: 'permit' }, 'dace'],
  ])('in %o is %s: the narrowest filter counts', (about, personId) => {
    const away = [
      buildAbsence({ id: '1', substituteId: 'bruno' }),
      buildAbsence({ id: '2', covers: 'service:permit', substituteId: 'dace' }),
      buildAbsence({ id: '3', covers: 'kind:complaint', substituteId: 'cilda' }),
    ];
    expect(whoActsFor('anda', '2026-11-04', about, away).personId).toBe(personId);
  });

  it('ends, whatever the data; whoever it names is present; nobody is asked twice', () => {
    fc.assert(
      fc.property(absences, fc.constantFrom(...PEOPLE), day, matter, (all, who, on, about) => {
        const { personId, chain } = whoActsFor(who, on, about, all);
        expect(new Set(chain).size).toBe(chain.length);
        expect(chain[0]).toBe(who);
        if (personId !== null) expect(absenceOn(personId, on, about, all)).toBeUndefined();
        if (absenceOn(who, on, about, all) === undefined) expect(personId).toBe(who);
      }),
      { numRuns: 2000 },
    );
  });

  it('is nobody only where somebody at the end is away without a substitute, once circles are refused', () => {
    fc.assert(
      fc.property(absences, fc.constantFrom(...PEOPLE), day, matter, (all, who, on, about) => {
        const kept = entered(all);
        const { personId, chain } = whoActsFor(who, on, about, kept);
        if (personId === null) expect(absenceOn(chain.at(-1)!, on, about, kept)?.substituteId).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('depends on the matter only through what the filters tell apart', () => {
    fc.assert(
      fc.property(absences, fc.constantFrom(...PEOPLE), day, matter, (all, who, on, { kind, serviceId }) => {
        const named = mattersOf(all);
        const known = { kind: named.some(it => it.kind === kind) ? kind : '', serviceId: named.some(it => it.serviceId === serviceId) ? serviceId : null };
        expect(whoActsFor(who, on, { kind, serviceId }, all)).toEqual(whoActsFor(who, on, known, all));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a circle of substitutes', () => {
  const [a, b] = [
    buildAbsence({ userId: 'anda', substituteId: 'bruno' }),
    buildAbsence({ userId: 'bruno', substituteId: 'anda', fromOn: '2026-11-10', toOn: '2026-11-20' }),
  ];

  it('is found on the first day on which it would close', () => {
    expect(circleWith(b, [a])).toEqual({ on: '2026-11-10', people: ['bruno', 'anda'] });
    expect(circleWith({ ...b, fromOn: '2026-11-14' }, [a])).toBeNull();
  });

  it('is none where the filters keep the two apart', () => {
    expect(circleWith({ ...b, covers: 'kind:complaint' }, [{ ...a, covers: 'kind:incident' }])).toBeNull();
    expect(circleWith({ ...b, covers: 'kind:complaint' }, [{ ...a, covers: 'service:permit' }])).not.toBeNull();
  });

  it('may also close where an absence that kept two apart is cancelled', () => {
    const narrow = { ...a, id: 'narrow', covers: 'kind:complaint', substituteId: 'cilda' };
    const back = { ...b, fromOn: '2026-11-02', covers: 'kind:complaint' };
    expect(anyCircle([a, narrow, back])).toBeNull();
    expect(anyCircle([a, back])).toEqual({ on: '2026-11-02', people: ['anda', 'bruno'] });
  });

  it('is found if, and only if, there is one on some day', () => {
    fc.assert(
      fc.property(absences, absence, (all, it) => {
        const kept = entered(all);
        fc.pre(!overlaps(it, kept));
        const after = [...kept, it];
        const closes = Array.from({ length: 30 }, (_, n) => dayOf(n)).some(on =>
          mattersOf(after).some(about => {
            const { personId, chain } = whoActsFor(it.userId, on, about, after);
            return personId === null && it.fromOn <= on && on <= it.toOn && absenceOn(chain.at(-1)!, on, about, after)?.substituteId != null;
          }),
        );
        expect(circleWith(it, kept) !== null).toBe(closes);
      }),
      { numRuns: 2000 },
    );
  });
});
