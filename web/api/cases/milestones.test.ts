import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadProcesses, PROCESSES_ROOT } from '../../../processes/load.ts';
import { readModel, type ProcessModel } from '../../../processes/model.ts';
import { stageLine, type Diagrams, type Timing } from './milestones.ts';

const MADE_UP = join(PROCESSES_ROOT, '../tests/support/processes');
let diagrams: Diagrams;
const submittedAt = new Date('2026-11-02T08:00:00Z');

beforeAll(async () => {
  const read = await Promise.all((await loadProcesses(PROCESSES_ROOT, MADE_UP)).map(it => readModel(it.bpmn)));
  const models = new Map<string, ProcessModel>(read.map(it => [it.processId, it]));
  diagrams = { root: models.get('application')!, models, calls: { requestProcessId: 'request', deliveryProcessId: 'made-up-permit' } };
});

/** Elements entered one after the other, a minute apart. */
const met = (...places: string[]): Timing[] =>
  places.map((place, index) => {
    const [processId, elementId] = place.split('/') as [string, string];
    return { processId, elementId, enteredAt: new Date(submittedAt.getTime() + index * 60_000) };
  });
const line = (timings: Timing[], closed = false) => stageLine(diagrams, timings, { closed, submittedAt });
const standing = (timings: Timing[]) => line(timings).milestones.filter(it => it.state === 'current').map(it => it.id); // prettier-ignore

const TO_REQUEST = [
  'application/Task_Register',
  'application/Task_RecordClassification',
  'application/Task_HandOver',
  'request/Task_TakeOver',
  'request/Task_AcceptCase',
];

describe('the stage line', () => {
  it('begins with what we have, while the engine has not started', () => {
    const { milestones, next } = line([]);

    expect(milestones[0]).toMatchObject({ id: 'application/Task_Register', state: 'current', at: submittedAt });
    expect(milestones.slice(1).every(it => it.state === 'ahead')).toBe(true);
    expect(next?.lv).toMatch(/./);
  });

  it('goes through called processes in the place of their call', () => {
    const { milestones } = line(met(...TO_REQUEST));
    const ids = milestones.map(it => it.id);

    expect(milestones.filter(it => it.state === 'done')).toHaveLength(4);
    expect(standing(met(...TO_REQUEST))).toEqual(['request/Task_AcceptCase']);
    expect(ids.indexOf('made-up-permit/Task_DecidePermit')).toBeGreaterThan(ids.indexOf('request/Task_AcceptCase'));
    expect(ids.indexOf('application/Task_InformResult')).toBeGreaterThan(ids.indexOf('made-up-permit/Task_DecidePermit'));
    expect(milestones.map(it => it.stage)).toEqual(
      [...milestones.map(it => it.stage)].sort(
        (a, b) => ['application', 'execution', 'delivery'].indexOf(a) - ['application', 'execution', 'delivery'].indexOf(b),
      ),
    );
  });

  it('shows each milestone once, and detours only when taken', () => {
    const detour = met(...TO_REQUEST, 'made-up-permit/Task_CheckAddress', 'made-up-permit/Task_PrepareRefusal');
    const ids = line(detour).milestones.map(it => it.id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('made-up-permit/Task_PrepareRefusal');
    expect(line(met(...TO_REQUEST)).milestones.map(it => it.id)).not.toContain('made-up-permit/Task_PrepareRefusal');
    expect(standing(detour)).toEqual(['made-up-permit/Task_PrepareRefusal']);
  });

  it('of a closed case has nothing ahead', () => {
    const { milestones, next } = line(met(...TO_REQUEST, 'application/Task_Withdraw'), true);

    expect(next).toBeNull();
    expect(milestones.at(5)).toMatchObject({ id: 'application/Task_Withdraw', state: 'done' });
    expect(new Set(milestones.slice(6).map(it => it.state))).toEqual(new Set(['skipped']));
  });

  it('of a reopened case has the rest ahead again', () => {
    const again = met(...TO_REQUEST, 'application/Task_InformResult', 'application/Task_RecordClassification');

    expect(standing(again)).toEqual(['application/Task_RecordClassification']);
    expect(line(again).milestones.find(it => it.id === 'application/Task_InformResult')?.state).toBe('ahead');
  });
});
