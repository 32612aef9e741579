import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadProcesses, PROCESSES_ROOT, resourcesOf, servicesOf } from './load.ts';
import { readModel } from './model.ts';

const MADE_UP = join(PROCESSES_ROOT, '../tests/support/processes');
const empty = mkdtempSync(join(tmpdir(), 'pietura-load-'));
afterAll(() => rmSync(empty, { recursive: true }));

describe('loadProcesses', () => {
  it('finds the folders of this release', async () => {
    const processes = await loadProcesses();

    expect(processes.length).toBeGreaterThan(servicesOf(processes).length);
    expect(processes.map(it => it.id)).not.toContain('made-up-permit');
  });

  it('adds what other roots hold, and nothing else has to change', async () => {
    const [before, after] = await Promise.all([loadProcesses(), loadProcesses(PROCESSES_ROOT, MADE_UP)]);
    const added = after.filter(it => !before.some(other => other.id === it.id));

    expect(added.map(it => [it.id, [...it.handlers.keys()], [...it.forms.keys()]])).toEqual([
      ['made-up-permit', ['made-up-permit:check-address'], ['confirm-permit', 'decide-permit', 'made-up-permit-application']],
    ]);
    expect(resourcesOf(added[0]!).map(it => it.name)).toEqual(['made-up-permit.bpmn', 'confirm-permit.form', 'decide-permit.form', 'made-up-permit-application.form']);
  });

  it('refuses the same process twice', async () => {
    await expect(loadProcesses(MADE_UP, MADE_UP)).rejects.toThrow('there is another process "made-up-permit"');
  });

  it('says which folder is wrong, and how', async () => {
    mkdirSync(join(empty, 'services/broken'), { recursive: true });
    writeFileSync(join(empty, 'services/broken/process.json'), '{"kind": "service"}');

    await expect(loadProcesses(empty)).rejects.toThrow(/services\/broken: [\s\S]*caseCode/);
  });
});

describe('readModel', () => {
  it('reads titles, properties and the happy path', async () => {
    const [made] = await loadProcesses(MADE_UP);
    const model = await readModel(made!.bpmn);

    expect(model.title).toEqual({ lv: 'Izdomāta atļauja', en: 'Made-up permit' });
    expect(model.happyPath).toEqual([
      'Start_Delivery',
      'Task_CheckAddress',
      'Gateway_BeforeDecide',
      'Task_DecidePermit',
      'Gateway_FourEyes',
      'Gateway_Settled',
      'Gateway_Decision',
      'Task_PreparePermit',
      'End_Permitted',
    ]);
    expect(model.order.slice(model.happyPath.length)).toContain('Task_PrepareRefusal');
    expect(model.elements.get('Task_DecidePermit')).toMatchObject({
      type: 'bpmn:UserTask',
      formId: 'decide-permit',
      candidateGroups: '=[team]',
      properties: { act: 'decision', 'milestone.en': 'We are deciding about the permit' },
    });
  });

  it('refuses what is no executable process', async () => {
    await expect(readModel('<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" />')).rejects.toThrow('no executable process');
  });
});
