import { afterEach, describe, expect, it } from '@jest/globals';
import { useEngine, type TestEngine } from '../../../tests/support/engine.ts';
import { NEVER } from '../../../tests/support/shared-jobs.ts';

const engine = useEngine();
afterEach(() => engine.reset());

type Run = Awaited<ReturnType<TestEngine['start']>>;
const begin = () => engine.start('incident', { kind: 'incident' });
const CLARIFY = { outcome: 'clarify', remindAt: NEVER, answerByAt: NEVER };
const ACCEPT = ['Task_AcceptIncident', { outcome: 'accept' }] as const;
const SOLUTION = ['Task_Diagnose', { outcome: 'solution' }] as const;
const removed = (causeRemoved: 'yes' | 'no') => ['Task_Restore', { outcome: 'removed', causeRemoved }] as const;
const RESTORED = ['Task_Verify', { outcome: 'restored' }] as const;
const play = async (run: Run, ...steps: (readonly [string, Record<string, unknown>])[]) => {
  for (const [task, variables] of steps) await run.completeTask(task, variables);
};
const order = (run: Run, ...ids: string[]) => expect(run.visited().filter(id => ids.includes(id))).toEqual(ids);

describe('P3.1 accepting', () => {
  it('restores the service, then looks at the cause, then tells KAC', async () => {
    const run = await begin();
    await play(run, ACCEPT, SOLUTION, removed('no'), RESTORED);
    await run.ends('End_Done');

    order(
      run,
      'Task_AcceptIncident',
      'Task_Diagnose',
      'Task_Restore',
      'Task_Verify',
      'Task_RecordRestored',
      'Task_RaiseProblem',
      'Task_TellChildren',
      'Task_TellKac',
    );
    expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
    expect(run.jobs('tell-management')).toHaveLength(0);
  });

  it('goes back to KAC when it is another team’s', async () => {
    const run = await begin();
    await play(run, ['Task_AcceptIncident', { outcome: 'return' }]);
    await run.ends('End_Returned');

    expect(run.jobs('return-case')).toHaveLength(1);
    expect(run.jobs('accept-case')).toHaveLength(0);
  });

  it('clarifies what is unclear (M6, M7), as often as needed', async () => {
    const run = await begin();
    for (const round of [1, 2]) {
      const questionId = `${run.caseId}-${round}`;
      await play(run, ['Task_AcceptIncident', { ...CLARIFY, questionId }]);
      await run.reaches('Gateway_AwaitAnswer');
      await engine.publish('client-answered', questionId);
    }
    await play(run, ACCEPT);
    await run.reaches('Task_Diagnose');

    expect(run.visited().filter(id => id === 'Call_ClarifyBefore')).toHaveLength(2);
  });

  it('tells management of a critical one before anybody has accepted it', async () => {
    engine.answers['open-incident'] = () => ({ priority: 1 });
    const run = await begin();
    await run.reaches('Task_AcceptIncident');

    expect(run.jobs('tell-management')).toHaveLength(1);
    order(run, 'Task_JudgeSeverity', 'Task_TellManagement', 'Task_AcceptIncident');
  });

  it.each([2, 3, 4])('of priority %s is not major', async priority => {
    engine.answers['open-incident'] = () => ({ priority });
    const run = await begin();
    await run.reaches('Task_AcceptIncident');

    expect(run.jobs('tell-management')).toHaveLength(0);
  });
});

describe('P3.1 the same as an open incident', () => {
  const child = async () => {
    const run = await begin();
    await play(run, ['Task_AcceptIncident', { outcome: 'same' }]);
    await run.reaches('Gateway_AwaitParent');
    return run;
  };

  it('waits for its parent, and is told and finished with it', async () => {
    const run = await child();
    expect(run.visited()).not.toContain('Task_Diagnose');
    await engine.publish('incident-restored', run.caseId);
    await run.ends('End_Done');

    expect(run.jobs('record-restored')).toHaveLength(1);
    expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
    expect(run.jobs('tell-children')).toHaveLength(0);
  });

  it('is investigated by itself when it is taken off', async () => {
    const run = await child();
    await engine.publish('incident-detached', run.caseId);
    await play(run, SOLUTION);

    await run.reaches('Task_Restore');
  });

  it('is looked at again after two days without news', async () => {
    const run = await child();
    await engine.passTime('P2D');
    await play(run, ['Task_ReviewChild', { outcome: 'keep' }]);
    await run.reaches('Gateway_AwaitParent');
    await engine.passTime('P2D');
    await play(run, ['Task_ReviewChild', { outcome: 'detach' }]);
    await engine.publish('incident-detached', run.caseId); // as the act of that answer does
    await run.reaches('Task_Diagnose');

    expect(run.visited().filter(id => id === 'Task_ReviewChild')).toHaveLength(2);
  });
});

describe('P3.2 diagnosing', () => {
  const diagnosing = async () => {
    const run = await begin();
    await play(run, ACCEPT);
    return run;
  };

  it('goes on from finding to finding until it is known what to do', async () => {
    const run = await diagnosing();
    await play(run, ['Task_Diagnose', { outcome: 'finding' }], ['Task_Diagnose', { outcome: 'finding' }], SOLUTION);
    await run.reaches('Task_Restore');

    expect(run.visited().filter(id => id === 'Task_Diagnose')).toHaveLength(3);
  });

  it('uses the workaround of a known error', async () => {
    const run = await diagnosing();
    await play(run, ['Task_Diagnose', { outcome: 'workaround' }], removed('no'), RESTORED);
    await run.ends('End_Done');

    expect(run.jobs('raise-problem')).toHaveLength(1);
  });

  it('asks the applicant, and goes on', async () => {
    const run = await diagnosing();
    await play(run, ['Task_Diagnose', { ...CLARIFY, questionId: run.caseId }]);
    await run.reaches('Gateway_AwaitAnswer');
    await engine.publish('client-answered', run.caseId);
    await play(run, SOLUTION);

    await run.reaches('Task_Restore');
  });

  it('escalates to level 3, and goes on with what the partner did, or did not in time', async () => {
    const run = await diagnosing();
    const partnerByAt = async () => new Date((await engine.now()).getTime() + 86_400_000).toISOString();
    await play(run, ['Task_Diagnose', { outcome: 'hand-to-partner', partner: 'pmlp', handOverId: run.caseId, partnerByAt: await partnerByAt() }]);
    await play(run, ['Task_PartnerWork', { outcome: 'done' }]);
    await play(run, ['Task_Diagnose', { outcome: 'hand-to-partner', partner: 'pmlp', handOverId: run.caseId, partnerByAt: await partnerByAt() }]);
    await run.reaches('Task_PartnerWork');
    await engine.passTime('P2D');
    await play(run, SOLUTION);
    await run.reaches('Task_Restore');

    expect(run.jobs('take-back').map(it => it.variables['partnerResult'])).toEqual(['done', 'no-answer']);
  });

  it('tells KAC where there is no trouble', async () => {
    const run = await diagnosing();
    await play(run, ['Task_Diagnose', { outcome: 'no-fault' }]);
    await run.ends('End_NoFault');

    expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'refused' });
    expect(run.jobs('record-restored')).toHaveLength(0);
  });
});

describe('P3.3 removing', () => {
  const restoring = async () => {
    const run = await begin();
    await play(run, ACCEPT, SOLUTION);
    return run;
  };

  it('is diagnosed anew while the service is not restored', async () => {
    const run = await restoring();
    await play(run, removed('yes'), ['Task_Verify', { outcome: 'not-restored' }], SOLUTION, removed('yes'), RESTORED);
    await run.ends('End_Done');

    expect(run.jobs('record-restored')).toHaveLength(1);
    expect(run.jobs('raise-problem')).toHaveLength(0);
  });

  it('looks elsewhere when it cannot be removed so', async () => {
    const run = await restoring();
    await play(run, ['Task_Restore', { outcome: 'diagnose' }], SOLUTION);

    await run.reaches('Task_Restore');
  });

  /** A change that the incident waits for. */
  const changing = async () => {
    const run = await restoring();
    const changeId = `change-${run.caseId}`;
    engine.answers['raise-change-request'] = () => ({ changeId });
    await play(run, ['Task_Restore', { outcome: 'change' }]);
    await run.reaches('Gateway_AwaitChange');
    return { run, changeId };
  };

  it('makes a change only once it is approved (M13, M14)', async () => {
    const { run, changeId } = await changing();
    expect(run.visited()).not.toContain('Task_MakeChange');
    await engine.publish('change-decided', changeId, { decision: 'approved' });
    await play(run, ['Task_MakeChange', { outcome: 'removed', causeRemoved: 'yes' }], RESTORED);
    await run.ends('End_Done');

    order(run, 'Task_RaiseChange', 'Catch_ChangeDecided', 'Task_MakeChange', 'Task_Verify');
    expect(run.jobs('raise-problem')).toHaveLength(0);
  });

  it.each(['refused', 'deferred'])('%s, it is removed another way', async decision => {
    const { run, changeId } = await changing();
    await engine.publish('change-decided', changeId, { decision });
    await play(run, removed('no'), RESTORED);
    await run.ends('End_Done');

    expect(run.visited()).not.toContain('Task_MakeChange');
  });

  it('that does not work leads back to removing', async () => {
    const { run, changeId } = await changing();
    await engine.publish('change-decided', changeId, { decision: 'approved' });
    await play(run, ['Task_MakeChange', { outcome: 'failed' }], removed('no'), RESTORED);

    await run.ends('End_Done');
  });

  it('does not wait for ever: after five days somebody decides', async () => {
    const { run, changeId } = await changing();
    await engine.passTime('P5D');
    await play(run, ['Task_ChaseChange', { outcome: 'wait' }]);
    await run.reaches('Gateway_AwaitChange');
    await engine.passTime('P5D');
    await play(run, ['Task_ChaseChange', { outcome: 'give-up' }]);
    await engine.publish('change-decided', changeId, { decision: 'approved' }); // too late: nobody waits
    await play(run, removed('no'), RESTORED);
    await run.ends('End_Done');

    expect(run.visited()).not.toContain('Task_MakeChange');
  });
});
