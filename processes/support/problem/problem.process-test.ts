import { afterEach, describe, expect, it } from '@jest/globals';
import { useEngine, type TestEngine } from '../../../tests/support/engine.ts';

const engine = useEngine();
afterEach(() => engine.reset());

type Run = Awaited<ReturnType<TestEngine['start']>>;
const begin = () => engine.start('problem', { kind: 'problem' });
const play = async (run: Run, ...steps: (readonly [string, Record<string, unknown>])[]) => {
  for (const [task, variables] of steps) await run.completeTask(task, variables);
};
const ACCEPT = ['Task_ClassifyProblem', { outcome: 'accept' }] as const;
const CAUSE = ['Task_Investigate', { outcome: 'cause' }] as const;
const PUBLISH = ['Task_RecordError', { outcome: 'publish' }] as const;
const judged = (outcome: string, more = {}) => ['Task_JudgeOptions', { outcome, ...more }] as const;
/** Statuses of the problem, in the order its process asked for them. */
const statuses = (run: Run) => run.jobs('move-problem').map(it => it.variables['to']);
const inDays = async (days: number) => new Date((await engine.now()).getTime() + days * 86_400_000).toISOString();

/** As far as a change that was raised. */
const changing = async () => {
  const run = await begin();
  const changeId = `change-${run.caseId}`;
  engine.answers['raise-change-request'] = () => ({ changeId });
  await play(run, ACCEPT, CAUSE, PUBLISH, judged('change'));
  await run.reaches('Gateway_AwaitChange');
  return { run, changeId };
};

describe('P4.1 problem control', () => {
  it('finds the cause, publishes the known error, and is closed without a change', async () => {
    const run = await begin();
    await play(run, ACCEPT, CAUSE, PUBLISH, judged('close'));
    await run.ends('End_Done');

    expect(statuses(run)).toEqual(['investigating', 'cause-found', 'known-error', 'closed']);
    expect(run.jobs('open-problem')).toHaveLength(1);
    expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
    expect(run.visited()).not.toContain('Task_ReviewProblem');
  });

  it('goes back to KAC when it is another team’s', async () => {
    const run = await begin();
    await play(run, ['Task_ClassifyProblem', { outcome: 'return' }]);
    await run.ends('End_Returned');

    expect(statuses(run)).toEqual([]);
  });

  it('goes on from finding to finding, and to level 3', async () => {
    const run = await begin();
    const handed = { outcome: 'hand-to-partner', partner: 'pmlp', handOverId: run.caseId, partnerByAt: await inDays(1) };
    await play(run, ACCEPT, ['Task_Investigate', { outcome: 'finding' }], ['Task_Investigate', handed]);
    await play(run, ['Task_PartnerWork', { outcome: 'cannot' }], CAUSE);
    await run.reaches('Task_RecordError');

    expect(run.visited().filter(id => id === 'Task_Investigate')).toHaveLength(3);
  });

  it.each([
    ['on its day', async (run: Run) => (void run, engine.passTime('P7DT1M'))],
    ['earlier, when somebody asks', async (run: Run) => void (await engine.publish('problem-resumed', run.caseId))],
  ])('is deferred with a day of review, and taken up again %s', async (_name, come) => {
    const run = await begin();
    await play(run, ACCEPT, ['Task_Investigate', { outcome: 'park', reviewAt: await inDays(7) }]);
    await run.reaches('Gateway_Parked');
    await come(run);
    await play(run, CAUSE);
    await run.reaches('Task_RecordError');

    expect(statuses(run)).toEqual(['investigating', 'deferred', 'investigating', 'cause-found']);
  });
});

describe('P4.2 error control', () => {
  it('waits for its change, sees that the incidents have stopped, and is closed', async () => {
    const { run, changeId } = await changing();
    await engine.publish('change-ended', changeId, { result: 'implemented' });
    await run.reaches('Timer_Watch');
    expect(run.visited()).not.toContain('Task_CheckStopped');
    await engine.passTime('P14DT1M');
    await play(run, ['Task_CheckStopped', { outcome: 'stopped' }]);
    await run.ends('End_Done');

    expect(statuses(run)).toEqual(['investigating', 'cause-found', 'known-error', 'waiting-change', 'solved', 'closed']);
  });

  it('is investigated anew when they go on', async () => {
    const { run, changeId } = await changing();
    await engine.publish('change-ended', changeId, { result: 'implemented' });
    await run.reaches('Timer_Watch');
    await engine.passTime('P14DT1M');
    await play(run, ['Task_CheckStopped', { outcome: 'continuing' }]);
    await run.reaches('Task_Investigate');

    expect(statuses(run).at(-1)).toBe('investigating');
  });

  it('judges its options again when the change is refused', async () => {
    const { run, changeId } = await changing();
    await engine.publish('change-ended', changeId, { result: 'refused' });
    await play(run, judged('close'));
    await run.ends('End_Done');

    expect(statuses(run)).toEqual(['investigating', 'cause-found', 'known-error', 'waiting-change', 'known-error', 'closed']);
  });

  it('does not wait for ever: after a month somebody decides', async () => {
    const { run } = await changing();
    await engine.passTime('P30DT1M');
    await play(run, ['Task_ChaseChange', { outcome: 'wait' }]);
    await run.reaches('Gateway_AwaitChange');
    await engine.passTime('P30DT1M');
    await play(run, ['Task_ChaseChange', { outcome: 'give-up' }]);
    await run.reaches('Task_JudgeOptions');

    expect(statuses(run).at(-1)).toBe('known-error');
  });

  it('stays an accepted known error until its review, or until somebody looks earlier', async () => {
    const run = await begin();
    await play(run, ACCEPT, CAUSE, PUBLISH, judged('accept', { reviewAt: await inDays(90) }));
    await run.reaches('Gateway_Accepted');
    await engine.passTime('P90DT1M');
    await play(run, judged('accept', { reviewAt: await inDays(90) }));
    await run.reaches('Gateway_Accepted');
    await engine.publish('problem-resumed', run.caseId);
    await play(run, judged('investigate'));
    await run.reaches('Task_Investigate');

    expect(statuses(run)).toEqual(['investigating', 'cause-found', 'known-error', 'investigating']);
  });
});

it('P4.6: a significant problem is reviewed after it is closed', async () => {
  engine.answers['move-problem'] = () => ({ significant: true });
  const run = await begin();
  await play(run, ACCEPT, CAUSE, PUBLISH, judged('close'), ['Task_ReviewProblem', { outcome: 'reviewed' }]);
  await run.ends('End_Done');

  expect(run.visited().indexOf('Task_CloseProblem')).toBeLessThan(run.visited().indexOf('Task_ReviewProblem'));
});
