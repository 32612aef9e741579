import { afterEach, describe, expect, it } from '@jest/globals';
import { useEngine, type TestEngine } from '../../../tests/support/engine.ts';

const engine = useEngine();
afterEach(() => engine.reset());

type Run = Awaited<ReturnType<TestEngine['start']>>;
type Step = readonly [string, Record<string, unknown>];
const play = async (run: Run, ...steps: Step[]) => {
  for (const [task, variables] of steps) await run.completeTask(task, variables);
};
const inDays = async (days: number) => new Date((await engine.now()).getTime() + days * 86_400_000).toISOString();
const classified = (outcome: string): Step => ['Task_ClassifyChange', { outcome }];
const ACCEPT: Step = ['Task_Accept', { outcome: 'accept' }];
const ASSESSED: Step = ['Task_AssessChange', { outcome: 'assessed' }];
const decided = (outcome: string, more = {}): Step => ['Task_DecideChange', { outcome, ...more }];
const BUILT: Step[] = [
  ['Task_DevelopChange', { outcome: 'built' }],
  ['Task_TestChange', { outcome: 'passed' }],
];
/** A plan that is given up: the task is there again, and is finished, before anything is said of what came before it. */
const REFUSED_AFTER_ALL: Step[] = [['Task_PlanChange', { outcome: 'decide-again' }], decided('refuse')];
const evaluated = (outcome: string): Step => ['Task_EvaluateChange', { outcome }];
/** Statuses of the change, in the order its process asked for them. */
const statuses = (run: Run) => run.jobs('move-change').map(it => it.variables['to']);

const begin = async (changeClass = 'normal') => {
  const run = await engine.start('change', { kind: 'change-request' });
  await play(run, classified(changeClass), ACCEPT);
  return run;
};
/** All have voted: nobody waits for the day. */
const voted = (run: Run) => engine.publish('board-voted', `board-${run.caseId}`);
const agreed = (run: Run) => engine.publish('parties-answered', `parties-${run.caseId}`);
/** As far as the decision. */
const deciding = async () => {
  const run = await begin();
  await play(run, ASSESSED);
  await run.reaches('Gateway_AwaitBoard');
  await voted(run);
  return run;
};
const plan = async (run: Run) => {
  await play(run, ['Task_PlanChange', { outcome: 'planned', startAt: await inDays(1), evaluateAfter: 'P14D' }]);
  await run.reaches('Gateway_AwaitParties');
  await agreed(run);
};
/** Approved, planned, built: waits for its time. */
const built = async () => {
  const run = await deciding();
  await play(run, decided('approve'));
  await plan(run);
  await play(run, ...BUILT);
  await run.reaches('Timer_Start');
  return run;
};
const watched = async (run: Run) => {
  await engine.passTime('P1DT1M');
  await play(run, ['Task_BringIn', { outcome: 'done' }]);
  await run.reaches('Timer_Watch');
  await engine.passTime('P14DT1M');
};

describe('P5.1, P5.2 registering and classifying', () => {
  it('is entered in the register, and KAC says which class it is', async () => {
    const run = await engine.start('change', { kind: 'change-request' });
    await run.reaches('Task_ClassifyChange');

    expect(run.jobs('open-change')).toHaveLength(1);
    await play(run, classified('urgent'));
    await run.reaches('Task_Accept');
    expect(statuses(run)).toEqual(['classified']);
  });

  it('goes back when it is no change', async () => {
    const run = await engine.start('change', { kind: 'change-request' });
    await play(run, classified('return'));
    await run.ends('End_Returned');

    expect(run.jobs('return-case')).toHaveLength(1);
    expect(statuses(run)).toEqual([]);
  });
});

describe('P5.3 initial assessment', () => {
  it('is clarified with whoever asked (M2, M3), and by level 3', async () => {
    const run = await begin();
    const asked = { outcome: 'clarify', questionId: run.caseId, remindAt: await inDays(5), answerByAt: await inDays(10) };
    await play(run, ['Task_AssessChange', asked]);
    await run.reaches('Gateway_AwaitAnswer');
    await engine.publish('client-answered', run.caseId);
    await play(run, ['Task_AssessChange', { outcome: 'hand-to-partner', partner: 'pmlp', handOverId: run.caseId, partnerByAt: await inDays(1) }]);
    await play(run, ['Task_PartnerWork', { outcome: 'done' }], ASSESSED);
    await run.reaches('Gateway_AwaitBoard');

    expect(run.visited().filter(id => id === 'Task_AssessChange')).toHaveLength(3);
  });

  it('is refused when it is not admissible', async () => {
    const run = await begin();
    await play(run, ['Task_AssessChange', { outcome: 'not-admissible' }]);
    await run.ends('End_Refused');

    expect(statuses(run)).toEqual(['classified', 'assessing', 'refused']);
    expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'refused' });
  });
});

describe('P5.4 the advisory board', () => {
  it('waits until all have voted, and keeps minutes', async () => {
    const run = await deciding();
    await run.reaches('Task_DecideChange');

    expect(run.jobs('close-board')).toHaveLength(1);
  });

  it('waits no longer than the day to vote by', async () => {
    const voteByAt = await inDays(5);
    engine.answers['convene-board'] = ({ caseId }) => ({ voteByAt, roundId: `board-${caseId}` });
    const run = await begin();
    await play(run, ASSESSED);
    await run.reaches('Gateway_AwaitBoard');
    await engine.passTime('P5DT1M');
    await run.reaches('Task_DecideChange');
  });

  it('is not asked about a standard change: it was approved beforehand', async () => {
    const run = await begin('standard');
    await play(run, ASSESSED);
    await run.reaches('Task_PlanChange');

    expect(run.jobs('convene-board')).toEqual([]);
    expect(statuses(run)).toEqual(['classified', 'assessing', 'approved']);
  });

  it('is asked when the approval given beforehand holds no more', async () => {
    engine.answers['apply-standard-change'] = () => ({ standardHolds: false });
    const run = await begin('standard');
    await play(run, ASSESSED);
    await run.reaches('Gateway_AwaitBoard');
  });
});

describe('P5.5 the decision', () => {
  it('refuses, and tells those who wait', async () => {
    const run = await deciding();
    await play(run, decided('refuse'));
    await run.ends('End_Refused');

    expect(statuses(run).at(-1)).toBe('refused');
  });

  it('asks for more, and the board is asked again', async () => {
    const run = await deciding();
    await play(run, decided('more-information'), ASSESSED);
    await run.reaches('Gateway_AwaitBoard');

    expect(run.jobs('convene-board')).toHaveLength(2);
    expect(statuses(run)).toEqual(['classified', 'assessing', 'assessing']);
  });

  it.each([
    ['on its day', async (run: Run) => (void run, engine.passTime('P7DT1M'))],
    ['earlier, when somebody asks', async (run: Run) => void (await engine.publish('change-resumed', run.caseId))],
  ])('is deferred to a day, and decided again %s', async (_name, come) => {
    const run = await deciding();
    await play(run, decided('defer', { deferUntilAt: await inDays(7) }));
    await run.reaches('Gateway_Deferred');
    await come(run);
    await play(run, decided('approve'));
    await run.reaches('Task_PlanChange');

    expect(statuses(run)).toEqual(['classified', 'assessing', 'deferred', 'with-board', 'approved']);
  });
});

describe('P5.6 planning', () => {
  it('goes back to the decision when the conditions have changed', async () => {
    const run = await deciding();
    await play(run, decided('approve'), ...REFUSED_AFTER_ALL);
    await run.ends('End_Refused');

    expect(statuses(run).slice(-3)).toEqual(['approved', 'with-board', 'refused']);
  });

  it('waits for those affected no longer than their day', async () => {
    const agreeByAt = await inDays(3);
    engine.answers['ask-parties'] = ({ caseId }) => ({ agreeByAt, roundId: `parties-${caseId}` });
    const run = await deciding();
    await play(run, decided('approve'), ['Task_PlanChange', { outcome: 'planned', startAt: await inDays(4), evaluateAfter: 'P14D' }]);
    await run.reaches('Gateway_AwaitParties');
    await engine.passTime('P3DT1M');
    await run.reaches('Task_DevelopChange');
  });
});

describe('P5.7 implementing', () => {
  it('does not begin while the gate is closed', async () => {
    engine.answers['check-change-gate'] = () => ({ gateOpen: false });
    const run = await deciding();
    await play(run, decided('approve'));
    await plan(run);
    await play(run, ...REFUSED_AFTER_ALL);
    await run.ends('End_Refused');

    expect(statuses(run)).not.toContain('implementing');
    expect(run.visited()).not.toContain('Task_DevelopChange');
  });

  it('is brought in at the set time, not before, and evaluated when it has been watched (P5.8)', async () => {
    const run = await built();
    expect(run.visited()).not.toContain('Task_BringIn');
    expect(run.jobs('announce-interruption')).toHaveLength(1);
    await watched(run);
    await play(run, evaluated('close'));
    await run.ends('End_Done');

    expect(run.jobs('record-implemented')).toHaveLength(1);
    expect(statuses(run)).toEqual(['classified', 'assessing', 'approved', 'implementing', 'evaluated']);
    expect(run.jobs('tell-kac')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
  });

  it('is mended while its test fails', async () => {
    const run = await deciding();
    await play(run, decided('approve'));
    await plan(run);
    await play(run, BUILT[0]!, ['Task_TestChange', { outcome: 'failed' }], ...BUILT);
    await run.reaches('Timer_Start');

    expect(run.visited().filter(id => id === 'Task_DevelopChange')).toHaveLength(2);
  });

  it('is backed out when it fails, and planned again', async () => {
    const run = await built();
    await engine.passTime('P1DT1M');
    await play(run, ['Task_BringIn', { outcome: 'failed' }], ['Task_BackOut', { outcome: 'replan' }], ...REFUSED_AFTER_ALL);
    await run.ends('End_Refused');

    expect(statuses(run).slice(-4)).toEqual(['implementing', 'backed-out', 'with-board', 'refused']);
    expect(run.jobs('record-implemented')).toEqual([]);
  });

  it('is backed out, and decided again: a refusal then ends it', async () => {
    const run = await built();
    await engine.passTime('P1DT1M');
    await play(run, ['Task_BringIn', { outcome: 'failed' }], ['Task_BackOut', { outcome: 'decide-again' }], decided('refuse'));
    await run.ends('End_Refused');

    expect(statuses(run).slice(-3)).toEqual(['backed-out', 'with-board', 'refused']);
  });
});

describe('P5.8 evaluating', () => {
  it.each([
    ['is corrected by another plan', 'correct', []],
    ['is backed out', 'back-out', [['Task_BackOut', { outcome: 'replan' }] as Step]],
  ])('%s', async (_name, outcome, then) => {
    const run = await built();
    await watched(run);
    await play(run, evaluated(outcome), ...then, ...REFUSED_AFTER_ALL);
    await run.ends('End_Refused');
  });

  it('leads to another change', async () => {
    const run = await built();
    await watched(run);
    await play(run, evaluated('new-request'));
    await run.ends('End_Done');

    expect(run.jobs('raise-change-request')).toHaveLength(1);
  });
});
