import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../platform/id.ts';
import { useDatabase } from '../../../tests/support/database.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { loadProcesses, servicesOf, type Process } from '../../../processes/load.ts';
import { deployProcesses, ProcessRefused } from './deploy.ts';

const database = useDatabase();
const all = await loadProcesses();

/** An engine that takes everything, and remembers what. */
function deploying(processes: Process[], changes: string[] = []) {
  const taken: string[] = [];
  const deploy = async (resources: { name: string }[]) => {
    taken.push(...resources.map(it => it.name));
    const id = resources[0]!.name.replace('.bpmn', '');
    return { processes: [{ id, version: 1, definitionKey: `key-of-${id}`, resourceName: resources[0]!.name }], forms: [] };
  };
  const now = () => new Date('2026-11-02T08:00:00Z');
  return { taken, done: deployProcesses({ db: database.db, engine: { deploy }, now, log: makeLogger('silent'), changes }, processes) };
}

it('deploys every folder and keeps the diagram of each version', async () => {
  const { done, taken } = deploying(all);
  await done;

  expect(taken).toEqual(expect.arrayContaining(all.map(it => `${it.id}.bpmn`)));
  expect((await database.db.processVersion.findMany({ select: { processId: true } })).map(it => it.processId).sort()).toEqual(all.map(it => it.id).sort());
});

it('refuses a version that lacks what the rules ask for, in words, and deploys none', async () => {
  const broken = all.map(it => ({ ...it, bpmn: it.bpmn.replace('=[team]', '=team') }));
  const { done, taken } = deploying(broken);

  await expect(done).rejects.toThrow(ProcessRefused);
  await expect(done).rejects.toThrow(/The process "[a-z-]+" is not deployed: .*the team is one agency/);
  expect(taken).toEqual([]);
});

describe('an agency that publishes by an approved change only (P5)', () => {
  const service = servicesOf(all)[0]!;
  const { holder } = service.description;
  const changed = all.map(it => (it.id === service.id ? { ...it, bpmn: `${it.bpmn}<!-- next -->` } : it));
  /** A change of that agency about that service, as far as P5 has come with it. */
  async function change({
    status,
    services = [service.id],
    approved = true,
    of = holder,
  }: {
    status: string;
    services?: string[];
    approved?: boolean;
    of?: string;
  }) {
    const [id, code] = [newId(), `0000 ${String((made += 1)).padStart(6, '8')}`];
    const { db } = database;
    await db.case.create({ data: { id, code, kind: 'change-request', holder: of, channel: 'inside', status: 'in_progress', submittedAt: new Date(0) } });
    const { id: approvalId } = await db.changeDecision.create({
      data: { id: newId(), changeId: id, outcome: 'approve', grounds: 'Jā', acceptedRisk: 1, at: new Date(0) },
    });
    const plan = { plannedStart: new Date(0), plannedEnd: new Date(1), resources: 'Viens', backOutPlan: 'Atpakaļ', planRisk: 1, acceptedRisk: 1 };
    await db.$transaction(async tx => {
      await tx.$executeRaw`ALTER TABLE change DISABLE TRIGGER change_lawful_step`;
      await tx.change.update({ where: { caseId: id }, data: { status, services, ...(approved && { approvalId, ...plan }) } });
      await tx.$executeRaw`ALTER TABLE change ENABLE TRIGGER change_lawful_step`;
    });
    return code;
  }
  let made = 0;
  beforeAll(async () => {
    await deploying(all).done;
    await database.db.changeSetting.create({ data: { agency: holder, publishByChange: true } });
  });

  it('is asked for none while nothing has changed', async () => {
    await expect(deploying(all).done).resolves.toHaveLength(all.length);
  });

  it.each<[string, () => Promise<string[]>, RegExp]>([
    ['no change is named', async () => [], /no change is named/],
    ['there is no such change', async () => ['0000 777777'], /there is no change 0000 777777/],
    ['it is not approved', async () => [await change({ status: 'with-board', approved: false })], /is not approved/],
    ['it has not begun', async () => [await change({ status: 'planned' })], /is not being implemented now \(planned\)/],
    ['it is about something else', async () => [await change({ status: 'implementing', services: [] })], /is not about this service/],
    ['it is another agency’s', async () => [await change({ status: 'implementing', of: 'nowhere' })], /is of another agency/],
  ])('refuses a new version when %s, and deploys none', async (_why, codes, sentence) => {
    const { done, taken } = deploying(changed, await codes());

    await expect(done).rejects.toThrow(sentence);
    expect(taken).toEqual([]);
  });

  it('publishes by the change that is being implemented, and says which', async () => {
    const code = await change({ status: 'implementing' });
    // the engine of this test says version 1 again
    await database.db.processVersion.deleteMany({ where: { processId: service.id } });
    await deploying(changed, [await change({ status: 'planned' }), code]).done;
    expect(await database.db.processVersion.findMany({ where: { processId: service.id }, select: { changeCode: true } })).toEqual([{ changeCode: code }]);
  });
});
