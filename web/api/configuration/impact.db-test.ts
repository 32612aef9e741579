import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { newId } from '../../../platform/id.ts';
import { localDate, shift } from '../../../platform/local-time.ts';
import { TYPICAL_PLAN } from '../../contract/configuration-plan.ts';
import { ITEM_STATUSES } from '../../contract/configuration.ts';

const office = useOffice();
const { at, inProgress } = useDesks(office);
beforeEach(() => office.moveTo('2026-11-02T08:00:00Z'));

const SERVICES = ['made-up-permit', 'parking-permit', 'felling-permit', null];
const NAMED = ['made-up-addresses', 'made-up-cases', 'made-up-payments'];
const RELATIONS = TYPICAL_PLAN.relations;
const AGENCIES = ['vsaa', 'pmlp'];

const world = fc.record({
  items: fc.array(
    fc.record({
      agency: fc.constantFrom(...AGENCIES),
      status: fc.constantFrom(...ITEM_STATUSES, 'in-use'),
      services: fc.subarray(['made-up-permit', 'parking-permit', 'felling-permit'], { maxLength: 1 }),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  edges: fc.array(fc.record({ from: fc.nat(13), to: fc.nat(13), type: fc.constantFrom(...RELATIONS.map(it => it.id)) }), { maxLength: 40 }),
  cases: fc.array(
    fc.record({
      service: fc.constantFrom(...SERVICES),
      status: fc.constantFrom('registered', 'in_progress', 'waiting_applicant', 'done', 'closed'),
      holder: fc.constantFrom(...AGENCIES),
      client: fc.nat(4),
      due: fc.option(fc.nat(30)),
      run: fc.option(fc.record({ version: fc.constantFrom(1, 2), ended: fc.boolean(), at: fc.constantFrom('Task_Decide', 'Activity_LookUpDeath', 'other') })),
    }),
    { maxLength: 25 },
  ),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** Version 1 of the made-up permit names its items; version 2 names none. */
async function deployed(): Promise<void> {
  const { bpmn } = office.processes.find(it => it.id === 'made-up-permit')!;
  for (const [version, text] of [
    [1, bpmn],
    [2, bpmn.replaceAll(/<zeebe:property name="items"[^>]*>/g, '')],
  ] as const)
    await office.db.processVersion.create({
      data: { processId: 'made-up-permit', version, definitionKey: `made-up ${version}`, bpmn: text, deployedAt: office.now() },
    });
}

async function build({ items, edges, cases }: World): Promise<{ ids: string[] }> {
  await office.db.$executeRaw`TRUNCATE configuration_item, "case", process_run CASCADE`;
  const ids = items.map(() => newId());
  const now = office.now();
  await office.db.configurationItem.createMany({
    data: items.map(({ agency, status }, n) => ({
      id: ids[n]!,
      agencyId: agency,
      identifier: NAMED[n] ?? `I-${n}`,
      name: `I ${n}`,
      type: 'equipment',
      status,
      statusSince: now,
      registeredAt: now,
    })),
  });
  await office.db.configurationService.createMany({ data: items.flatMap(({ services }, n) => services.map(serviceId => ({ itemId: ids[n]!, serviceId }))) });
  const real = edges.filter(({ from, to }) => from !== to && from < items.length && to < items.length);
  await office.db.configurationRelation.createMany({
    data: real.map(({ from, to, type }) => ({ sourceId: ids[from]!, targetId: ids[to]!, type })),
    skipDuplicates: true,
  });
  const clients = await Promise.all([0, 1, 2, 3, 4].map(() => office.db.client.create({ data: { givenName: 'Izdomāts', familyName: 'Cilvēks' } })));
  for (const [n, it] of cases.entries()) {
    const id = newId();
    await office.db.case.create({
      data: {
        id,
        code: `9900 ${String(n).padStart(4, '0')}`,
        kind: 'service-request',
        serviceId: it.service,
        holder: it.holder,
        clientId: clients[it.client]!.id,
        channel: 'online',
        status: it.status,
        submittedAt: now,
        dueAt: it.due === null ? null : new Date(now.getTime() + it.due * 86_400_000),
      },
    });
    if (it.run)
      await office.db.processRun.create({
        data: { key: `${n}`, caseId: id, processId: 'made-up-permit', version: it.run.version, startedAt: now, endedAt: it.run.ended ? now : null },
      });
  }
  return { ids };
}

/** The same question asked otherwise: everything read, and gone over again and again until nothing is added. */
async function byHand(start: string) {
  const items = await office.db.configurationItem.findMany({ include: { services: true } });
  const relations = await office.db.configurationRelation.findMany();
  const hit = new Set([start]);
  for (let before = 0; before < hit.size;) {
    before = hit.size;
    for (const { sourceId, targetId, type } of relations) {
      const impact = RELATIONS.find(it => it.id === type)!.impact;
      const [cause, effect] = impact === 'to-source' ? [targetId, sourceId] : [sourceId, targetId];
      const lives = ['in-use', 'unavailable'].includes(items.find(it => it.id === effect)!.status);
      if (impact !== 'none' && hit.has(cause) && lives) hit.add(effect);
    }
  }
  const down = items.filter(it => hit.has(it.id));
  const isNamed = down.some(it => NAMED.includes(it.identifier));
  const services = new Set([...down.flatMap(it => it.services.map(one => one.serviceId)), ...(isNamed ? ['made-up-permit'] : [])]);
  const runs = await office.db.processRun.findMany();
  const cases = (await office.db.case.findMany()).filter(
    it =>
      !['done', 'closed'].includes(it.status) &&
      (services.has(it.serviceId ?? '') || (isNamed && runs.some(run => run.caseId === it.id && run.endedAt === null && run.version === 1))),
  );
  return { items: [...hit].sort(), services: [...services].sort(), cases, people: new Set(cases.map(it => it.clientId)).size };
}

describe('M7: an item that is down', () => {
  beforeAll(deployed);

  it('hits exactly the items, services, cases and people that a search by hand finds, however relations run in circles', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.nat(), async (made, pick) => {
        const { ids } = await build(made);
        const start = ids[pick % ids.length]!;
        const expected = await byHand(start);
        const { body } = await at('aija').get(`/api/configuration/items/${start}/impact`).expect(200);
        expect(body.items.map((it: { id: string }) => it.id).sort()).toEqual(expected.items);
        expect(body.services.map((it: { id: string }) => it.id).sort()).toEqual(expected.services);
        expect({ cases: body.cases, people: body.people, mine: body.mine }).toEqual({
          cases: expected.cases.length,
          people: expected.people,
          mine: expected.cases.length,
        });
        const paged: string[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const page: { caseIds: string[]; next: string | null } = (
            await at('aija')
              .get(`/api/configuration/items/${start}/impact/cases?limit=3${cursor && `&cursor=${cursor}`}`)
              .expect(200)
          ).body;
          paged.push(...page.caseIds);
          cursor = page.next;
        }
        expect(paged.length).toBe(new Set(paged).size);
        expect(paged.toSorted()).toEqual(expected.cases.map(it => it.id).sort());
        expect(body.shown.map((it: { id: string }) => it.id)).toEqual(paged.slice(0, 100));
        // a specialist sees of these the cases of the agency, and all the numbers
        const mine = expected.cases.filter(it => it.holder === 'vsaa').length;
        if (made.items[pick % ids.length]!.agency === 'vsaa') {
          const own = (await at('vita').get(`/api/configuration/items/${start}/impact`).expect(200)).body;
          expect({ cases: own.cases, mine: own.mine, shown: own.shown.length }).toEqual({ cases: expected.cases.length, mine, shown: mine });
        }
      }),
      { numRuns: 40 },
    );
  }, 300_000);

  it('is drawn with every step of the way, nearest first, and hit-by is its mirror', async () => {
    const { ids } = await build({
      items: [0, 1, 2, 3].map(n => ({ agency: n === 3 ? 'pmlp' : 'vsaa', status: 'in-use' as const, services: [] })),
      edges: [
        { from: 1, to: 0, type: 'depends-on' },
        { from: 2, to: 1, type: 'runs-on' },
        { from: 0, to: 2, type: 'needs' }, // a circle
        { from: 3, to: 2, type: 'depends-on' },
        { from: 2, to: 3, type: 'connected-to' },
      ],
      cases: [],
    });
    const graph = async (n: number, way: string, who = 'vita') =>
      (await at(who).get(`/api/configuration/items/${ids[n]}/graph?way=${way}&depth=50`).expect(200)).body;
    const depths = (it: { nodes: { id: string; depth: number }[] }) => Object.fromEntries(it.nodes.map(node => [ids.indexOf(node.id), node.depth]));
    expect(depths(await graph(0, 'hits'))).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
    expect((await graph(0, 'hits')).edges).toHaveLength(4);
    expect(depths(await graph(3, 'hit-by', 'pavels'))).toEqual({ 3: 0, 2: 1, 1: 2, 0: 3 });
    // around: what another agency keeps ends the way
    expect(depths(await graph(0, 'around'))).toEqual({ 0: 0, 1: 1, 2: 1, 3: 2 });
    expect(depths(await graph(3, 'around', 'pavels'))).toEqual({ 3: 0, 2: 1 });
  });
});

describe('M7: pausing and telling', () => {
  it('says the new dates, pauses exactly those in bulk with notice, and takes it back', async () => {
    const cases = [await inProgress(), await inProgress()];
    const now = office.now();
    const item = await office.db.configurationItem.create({
      data: {
        id: newId(),
        agencyId: 'vsaa',
        identifier: 'permit-register',
        name: 'Atļauju reģistrs',
        type: 'information-system',
        status: 'unavailable',
        statusSince: now,
        registeredAt: now,
        services: { create: { serviceId: 'made-up-permit' } },
      },
    });
    const until = shift(localDate(now), 3);
    const impact = async (query = '') => (await at('vita').get(`/api/configuration/items/${item.id}/impact${query}`).expect(200)).body;
    const before = await impact();
    expect(before.shown.map((it: object) => ({ ...it }))).toEqual(cases.map(() => expect.objectContaining({ newDueAt: null, mayPause: true, when: 'ahead' })));
    await at('vita').get(`/api/configuration/items/${item.id}/impact?until=2026-11-01`).expect(400);
    const asked = await impact(`?until=${until}`);

    // when
    const { caseIds } = (await at('vita').get(`/api/configuration/items/${item.id}/impact/cases`).expect(200)).body;
    expect(caseIds.toSorted()).toEqual(cases.toSorted());
    const act = { name: 'pause', for: 'institution', reason: 'Atļauju reģistrs nedarbojas', until };
    const preview = (await at('vita').post('/api/bulk-previews', { act, targets: caseIds }).expect(200)).body;
    expect(preview).toMatchObject({ undoable: true, items: cases.map(() => ({ why: null })) });
    const { id } = (await at('vita').post('/api/bulk', { act, targets: caseIds }).expect(201)).body;
    await office.useCases.bulk.runner.idle();

    // then each is due when it was said, its client was told, and nothing can be paused twice
    for (const shown of asked.shown) {
      const it = await office.db.case.findUniqueOrThrow({ where: { id: shown.id } });
      expect(it.dueAt?.toISOString()).toBe(shown.newDueAt);
      expect(shown.newDueAt > shown.dueAt).toBe(true);
      expect(it.waitsFor).toBe('institution');
      expect(await office.db.caseMessage.count({ where: { caseId: it.id, notice: 'N4' } })).toBe(1);
    }
    expect((await impact(`?until=${until}`)).shown.map((it: { mayPause: boolean }) => it.mayPause)).toEqual([false, false]);
    expect((await at('vita').post('/api/bulk-previews', { act, targets: caseIds }).expect(200)).body.items.map((it: { why: string }) => it.why)).toEqual([
      'invalid-form',
      'invalid-form',
    ]);

    // and back, but for the one that somebody has touched since
    await at('vita')
      .post(`/api/cases/${cases[0]}/resumption`, { version: (await office.db.case.findUniqueOrThrow({ where: { id: cases[0]! } })).version })
      .expect(201);
    await at('vita').post(`/api/bulk/${id}/undo`, {}).expect(201);
    await office.useCases.bulk.runner.idle();
    const ended = await office.db.case.findUniqueOrThrow({ where: { id: cases[1]! } });
    expect(ended).toMatchObject({ waitsFor: null, dueAt: new Date(before.shown[0].dueAt) });
    const undone = await office.db.bulkAction.findFirstOrThrow({ where: { undoes: id }, include: { items: true } });
    expect(undone.items.map(it => [it.target, it.state]).toSorted()).toEqual(
      [
        [cases[0], 'refused'],
        [cases[1], 'done'],
      ].toSorted(),
    );
  });
});
