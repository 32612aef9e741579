import { expect, it } from '@jest/globals';
import { useDatabase } from '../../../tests/support/database.ts';
import { makeLogger } from '../../../platform/logger.ts';
import { loadProcesses, type Process } from '../../../processes/load.ts';
import { deployProcesses, ProcessRefused } from './deploy.ts';

const database = useDatabase();
const all = await loadProcesses();

/** An engine that takes everything, and remembers what. */
function deploying(processes: Process[]) {
  const taken: string[] = [];
  const deploy = async (resources: { name: string }[]) => {
    taken.push(...resources.map(it => it.name));
    const id = resources[0]!.name.replace('.bpmn', '');
    return { processes: [{ id, version: 1, definitionKey: `key-of-${id}`, resourceName: resources[0]!.name }], forms: [] };
  };
  const now = () => new Date('2026-11-02T08:00:00Z');
  return { taken, done: deployProcesses({ db: database.db, engine: { deploy }, now, log: makeLogger('silent') }, processes) };
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
