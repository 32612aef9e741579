import { describe, expect, it } from '@jest/globals';
import { readFlow } from './flow.ts';
import { placesOf, type Visit } from './places.ts';

const DIAGRAM = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <bpmn:process id="made-up" isExecutable="true">
    <bpmn:startEvent id="Start" /><bpmn:sequenceFlow id="f1" sourceRef="Start" targetRef="Split" />
    <bpmn:parallelGateway id="Split" /><bpmn:sequenceFlow id="f2" sourceRef="Split" targetRef="Work" /><bpmn:sequenceFlow id="f3" sourceRef="Split" targetRef="Await" />
    <bpmn:userTask id="Work" /><bpmn:sequenceFlow id="f4" sourceRef="Work" targetRef="Which" />
    <bpmn:exclusiveGateway id="Which" /><bpmn:sequenceFlow id="f5" sourceRef="Which" targetRef="Pay" /><bpmn:sequenceFlow id="f6" sourceRef="Which" targetRef="Done" />
    <bpmn:serviceTask id="Pay" /><bpmn:sequenceFlow id="f7" sourceRef="Pay" targetRef="Done" />
    <bpmn:endEvent id="Done" />
    <bpmn:eventBasedGateway id="Await" /><bpmn:sequenceFlow id="f8" sourceRef="Await" targetRef="Alarm" />
    <bpmn:intermediateCatchEvent id="Alarm" /><bpmn:sequenceFlow id="f9" sourceRef="Alarm" targetRef="Check" />
    <bpmn:serviceTask id="Check" />
    <bpmn:subProcess id="Sub" triggeredByEvent="true">
      <bpmn:startEvent id="Asked" /><bpmn:sequenceFlow id="g1" sourceRef="Asked" targetRef="Manage" /><bpmn:userTask id="Manage" />
    </bpmn:subProcess>
  </bpmn:process>
</bpmn:definitions>`;

const AT = new Date('2026-11-22T10:00:00Z');
const LONG_AGO = new Date('2026-11-21T10:00:00Z');
let key = 0;
const visit = (elementId: string, type: string, over: Partial<Visit> = {}): Visit => ({
  key: String(1000 + (key += 1)),
  elementId,
  type,
  leftAt: null,
  state: 'active',
  scopeKey: null,
  ...over,
});
const left = (elementId: string, type: string, leftAt = AT) => visit(elementId, type, { leftAt, state: 'completed' });
const places = async (...visits: Visit[]) => placesOf(visits, await readFlow(DIAGRAM), new Date(AT.getTime() - 2000)).map(it => it.elementId);

describe('where the tokens of a run stand', () => {
  it('is where an element was entered and not left', async () => {
    const before = [left('Start', 'START_EVENT', LONG_AGO), left('Split', 'PARALLEL_GATEWAY', LONG_AGO)];
    expect(await places(...before, visit('Work', 'USER_TASK'), visit('Await', 'EVENT_BASED_GATEWAY'))).toEqual(['Work', 'Await']);
  });

  it('is before what follows, when the journal ended between two elements', async () => {
    expect(await places(left('Start', 'START_EVENT'))).toEqual(['Split']);
    expect(await places(left('Pay', 'SERVICE_TASK'))).toEqual(['Done']);
  });

  it('is each way out of a fork that has not been entered', async () => {
    expect(await places(left('Split', 'PARALLEL_GATEWAY'), visit('Await', 'EVENT_BASED_GATEWAY'))).toEqual(['Await', 'Work']);
  });

  it('is at a choice again, whose answer is not known', async () => {
    expect(await places(left('Which', 'EXCLUSIVE_GATEWAY'))).toEqual(['Which']);
    expect(await places(left('Which', 'EXCLUSIVE_GATEWAY'), visit('Pay', 'SERVICE_TASK'))).toEqual(['Pay']);
  });

  it('is past what an engine cannot begin at', async () => {
    expect(await places(visit('Alarm', 'INTERMEDIATE_CATCH_EVENT'))).toEqual(['Check']);
    expect(await places(visit('Start', 'START_EVENT'))).toEqual(['Split']);
  });

  it('keeps the subprocess it lies in, which is no place itself', async () => {
    const sub = visit('Sub', 'EVENT_SUB_PROCESS');
    const found = placesOf([sub, visit('Manage', 'USER_TASK', { scopeKey: sub.key })], await readFlow(DIAGRAM), AT);
    expect(found).toEqual([{ elementId: 'Manage', scopeKey: sub.key }]);
    expect((await readFlow(DIAGRAM)).get('Manage')?.scope).toBe('Sub');
  });

  it('is the end once more for a run that has ended and whose caller has not heard', async () => {
    expect(await places(left('Work', 'USER_TASK', LONG_AGO), left('Done', 'END_EVENT', LONG_AGO))).toEqual(['Done']);
  });

  it('is nowhere when nothing has been heard', async () => {
    expect(await places()).toEqual([]);
  });
});
