import { afterEach, describe, expect, it } from '@jest/globals';
import { useEngine, type TestEngine } from '../../../tests/support/engine.ts';
import { NEVER } from '../../../tests/support/shared-jobs.ts';
import { KINDS } from '../../../web/contract/words.ts';

const engine = useEngine({ roots: [new URL('../../../tests/support/processes', import.meta.url).pathname] });
afterEach(() => engine.reset());

type Run = Awaited<ReturnType<TestEngine['submit']>>;
type Step = [task: string, variables: Record<string, unknown>];
type Route = {
  kind: (typeof KINDS)[number];
  start: Record<string, unknown>;
  /** What the front office does before it is handed over. */
  front: Step[];
  call: string;
  /** What the front office does in the process that is called, before level 2 sees it. */
  before?: Step;
  /** Level 2 takes it on, then works on it to the end. */
  accept: Step;
  work: Step[];
  outcome: string;
};

const classified = (kind: string): Step => ['Task_Classify', { outcome: 'classified', kind, impact: 'one', urgency: 'low', level1: false }];
const INSIDE = { channel: 'inside', fromAgency: 'pmlp' };
const TAKE_OVER: Step = ['Task_TakeOver', { outcome: 'accept' }];
const ACCEPT: Step = ['Task_Accept', { outcome: 'accept' }];
const ANSWER: Step = ['Task_Answer', { outcome: 'answered' }];
const PERMIT = { serviceId: 'made-up-permit', serviceCode: 'M.01', deliveryProcessId: 'made-up-permit' };

const ROUTES: Route[] = [
  {
    kind: 'service-request',
    start: PERMIT,
    front: [],
    call: 'Call_ServiceRequest',
    accept: TAKE_OVER,
    work: [['Task_DecidePermit', { outcome: 'grant' }]],
    outcome: 'fulfilled',
  },
  {
    kind: 'information-request',
    start: {},
    front: [['Task_FirstLineHelp', { outcome: 'hand-over' }]],
    call: 'Call_InformationRequest',
    accept: TAKE_OVER,
    work: [ANSWER],
    outcome: 'fulfilled',
  },
  {
    kind: 'incident',
    start: {},
    front: [classified('incident')],
    call: 'Call_Incident',
    accept: ['Task_AcceptIncident', { outcome: 'accept' }],
    work: [
      ['Task_Diagnose', { outcome: 'solution' }],
      ['Task_Restore', { outcome: 'removed', causeRemoved: 'yes' }],
      ['Task_Verify', { outcome: 'restored' }],
    ],
    outcome: 'fulfilled',
  },
  {
    kind: 'complaint',
    start: {},
    front: [classified('complaint')],
    call: 'Call_Complaint',
    accept: ACCEPT,
    work: [['Task_ExamineComplaint', { outcome: 'founded' }]],
    outcome: 'fulfilled',
  },
  {
    kind: 'suggestion',
    start: {},
    front: [classified('suggestion')],
    call: 'Call_Suggestion',
    accept: ACCEPT,
    work: [['Task_AssessSuggestion', { outcome: 'accepted', raiseChange: 'yes' }]],
    outcome: 'fulfilled',
  },
  {
    kind: 'work-order',
    start: INSIDE,
    front: [],
    call: 'Call_WorkOrder',
    accept: ACCEPT,
    work: [
      ['Task_DoWork', { outcome: 'done' }],
      ['Task_AcceptWork', { outcome: 'accepted' }],
    ],
    outcome: 'fulfilled',
  },
  {
    kind: 'inter-agency-request',
    start: INSIDE,
    front: [],
    call: 'Call_Agreement',
    accept: ['Task_AgreeTerms', { outcome: 'agree' }],
    work: [
      ['Task_Fulfil', { outcome: 'done' }],
      ['Task_Conclude', { outcome: 'concluded' }],
    ],
    outcome: 'fulfilled',
  },
  {
    kind: 'problem',
    start: INSIDE,
    front: [],
    call: 'Call_Problem',
    accept: ['Task_ClassifyProblem', { outcome: 'accept' }],
    work: [
      ['Task_Investigate', { outcome: 'cause' }],
      ['Task_RecordError', { outcome: 'publish' }],
      ['Task_JudgeOptions', { outcome: 'close' }],
    ],
    outcome: 'fulfilled',
  },
  {
    kind: 'change-request',
    start: INSIDE,
    front: [],
    call: 'Call_Change',
    before: ['Task_ClassifyChange', { outcome: 'normal' }],
    accept: ACCEPT,
    work: [['Task_AssessChange', { outcome: 'not-admissible' }]],
    outcome: 'refused',
  },
];

const play = async (run: Run, steps: Step[]) => {
  for (const [task, variables] of steps) await run.completeTask(task, variables);
};
const begin = async ({ kind, start, front, before }: Route) => {
  const run = await engine.submit({ kind, ...start });
  await play(run, [...front, ...(before ? [before] : [])]);
  return run;
};
const finish = async (run: Run, { accept, work }: Route) => {
  await play(run, [accept, ...work]);
  await run.reaches('Gateway_AwaitFeedback');
  await engine.publish('feedback-given', run.caseId, { disputed: false });
  await run.ends('End_Closed');
};
const inDays = async (days: number) => new Date((await engine.now()).getTime() + days * 86_400_000).toISOString();

it('every kind has a route', () => {
  expect(ROUTES.map(it => it.kind).sort()).toEqual([...KINDS].sort());
});

describe.each(ROUTES)('$kind', route => {
  it('goes its own way from registration to closing', async () => {
    const run = await begin(route);
    await finish(run, route);

    expect(run.visited()).toContain(route.call);
    expect(ROUTES.map(it => it.call).filter(call => run.visited().includes(call))).toEqual([route.call]);
    expect(run.jobs('close-case')[0]?.variables).toMatchObject({ outcome: route.outcome });
    expect(run.incidents()).toEqual([]);
  });

  it('comes back to the front office when it is another team’s', async () => {
    const run = await begin(route);
    await run.completeTask(route.accept[0], { outcome: 'return' });
    await play(run, [classified(route.kind), ...(route.before ? [route.before] : [])]);
    await finish(run, route);

    expect(run.jobs('return-case')).toHaveLength(1);
    expect(run.jobs('hand-over-case')).toHaveLength(2);
  });

  it('ends where it stands when it is withdrawn', async () => {
    const run = await begin(route);
    await run.reaches(route.accept[0]);
    await engine.publish('application-withdrawn', run.caseId);
    await run.ends('End_Withdrawn');

    expect(run.jobs('withdraw-case')).toHaveLength(1);
  });

  it('is closed by the front office when it is a mistake or a duplicate', async () => {
    const run = await begin(route);
    await run.completeTask(...route.accept);
    await run.reaches(route.work[0]![0]);
    await engine.publish('application-ended', run.caseId, { outcome: 'duplicate' });
    await run.ends('End_Ended');

    expect(run.jobs('close-case')).toHaveLength(1);
    expect(run.jobs('inform-result')).toEqual([]);
  });

  it('is escalated when its deadline passes, and the work goes on', async () => {
    const due = await inDays(3);
    engine.answers['register-application'] = () => ({ nextAlarmAt: due });
    const answer = engine.answers['record-classification']!;
    engine.answers['record-classification'] = it => ({ ...answer(it), nextAlarmAt: due });
    engine.answers['check-deadline'] = () => ({ alarm: 'missed', nextAlarmAt: NEVER });
    const run = await begin(route);
    await run.reaches(route.accept[0]);
    await engine.passTime('P3DT1M');
    await run.completeTask('Task_DecideOverdue', { outcome: 'instruct' });
    await run.reaches('End_OverdueDecided');
    await finish(run, route);

    expect(run.jobs('record-escalation')[0]?.variables).toMatchObject({ reasonKind: 'deadline' });
  });

  it('is classified by a person when it is opened again', async () => {
    const first = await begin(route);
    await engine.publish('application-withdrawn', first.caseId);
    await first.ends('End_Withdrawn');
    const run = await engine.reopen(first.caseId, { kind: route.kind, ...route.start, attempt: 2 });
    await play(run, [classified(route.kind), ...(route.before ? [route.before] : [])]);
    await finish(run, route);

    expect(run.visited()).not.toContain('Task_Register');
    expect(run.jobs('register-application')).toHaveLength(1);
  });
});

// agencies ask each other, and a problem has no applicant
describe.each(ROUTES.filter(it => !['inter-agency-request', 'problem'].includes(it.kind)))('$kind, between people', route => {
  it('asks the applicant before it is accepted, reminds, and goes on after the last day', async () => {
    const run = await begin(route);
    const asked = { outcome: 'clarify', questionId: run.caseId, remindAt: await inDays(5), answerByAt: await inDays(10) };
    await run.completeTask(route.accept[0], asked);
    await run.reaches('Gateway_AwaitAnswer');
    await engine.passTime('P5DT1M');
    await run.reaches('Task_RemindClient');
    await run.reaches('Gateway_AwaitAnswer');
    await engine.passTime('P5D');
    await run.reaches('Task_ExpireQuestion');
    await finish(run, route);
  });
});

describe.each(ROUTES.filter(it => ['incident', 'complaint', 'work-order'].includes(it.kind)))('$kind, level 3', route => {
  const working = async () => {
    const run = await begin(route);
    await run.completeTask(...route.accept);
    const handed = { outcome: 'hand-to-partner', partner: 'pmlp', handOverId: run.caseId, partnerByAt: await inDays(10) };
    await run.completeTask(route.work[0]![0], handed);
    return run;
  };

  it('goes to a partner and back', async () => {
    const run = await working();
    await run.reaches('Task_PartnerWork');
    expect(run.variables('Task_PartnerWork')).toMatchObject({ team: 'pmlp', handOverId: run.caseId });
    await run.completeTask('Task_PartnerWork', { outcome: 'done' });
    await play(run, route.work);
    await run.reaches('Gateway_AwaitFeedback');

    expect(run.jobs('hand-to-partner')).toHaveLength(1);
    expect(run.jobs('take-back')[0]?.variables).toMatchObject({ partnerResult: 'done' });
  });

  it('goes on without the partner when its time is over', async () => {
    const run = await working();
    await run.reaches('Task_PartnerWork');
    await engine.passTime('P10DT1M');
    await run.reaches('Task_TakeBack');
    await play(run, route.work);
    await run.reaches('Gateway_AwaitFeedback');

    expect(run.jobs('take-back')[0]?.variables).toMatchObject({ partnerResult: 'no-answer' });
  });
});
