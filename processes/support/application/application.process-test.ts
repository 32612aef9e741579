import { afterEach, describe, expect, it } from '@jest/globals';
import { useEngine } from '../../../tests/support/engine.ts';
import { NEVER } from '../../../tests/support/shared-jobs.ts';

const engine = useEngine({ roots: [new URL('../../../tests/support/processes', import.meta.url).pathname] });
afterEach(() => engine.reset());

const PERMIT = { serviceId: 'made-up-permit', serviceCode: 'M.01', deliveryProcessId: 'made-up-permit', takeOver: 'automatic' };
const QUESTION = { kind: 'information-request' };
const CLASSIFIED = { outcome: 'classified', kind: 'service-request', impact: 'one', urgency: 'low', level1: false };
/** The route without an alarm of its own: the one that was set before stays. */
const withoutAlarm = (it: Record<string, unknown>) => ({
  kind: it['kind'],
  serviceId: it['serviceId'],
  holder: it['holder'],
  team: it['holder'],
  requestProcessId: 'request',
  deliveryProcessId: it['deliveryProcessId'],
  takeOver: it['takeOver'],
});
const inDays = async (days: number) => new Date((await engine.now()).getTime() + days * 86_400_000).toISOString();

describe('a service request', () => {
  it('goes from registration to closing', async () => {
    const run = await engine.submit(PERMIT);
    await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
    await run.reaches('Gateway_AwaitFeedback');
    await engine.publish('feedback-given', run.caseId, { disputed: false });
    await run.ends('End_Closed');

    expect(run.visited()).not.toContain('Task_Classify');
    expect(run.jobs('record-classification')[0]?.variables).toMatchObject({ impact: 'one', urgency: 'medium', priority: 4, level1: false, by: 'table' });
    expect(run.jobs('close-case')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
    expect(run.incidents()).toEqual([]);
  });

  it('closes by itself ten days after the result, without feedback', async () => {
    const run = await engine.submit(PERMIT);
    await run.completeTask('Task_DecidePermit', { outcome: 'refuse' });
    await run.reaches('Gateway_AwaitFeedback');
    await engine.passTime('P10DT1M');
    await run.ends('End_Closed');

    expect(run.jobs('close-case')[0]?.variables).toMatchObject({ outcome: 'refused' });
  });

  it('is handed out at a counter when the client wants that', async () => {
    const run = await engine.submit({ ...PERMIT, resultWay: 'counter' });
    await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
    await run.completeTask('Task_HandOut', { outcome: 'handed-out' });
    await run.reaches('Gateway_AwaitFeedback');

    await engine.publish('feedback-given', run.caseId, { disputed: false });
    await run.ends('End_Closed');
    expect(run.jobs('close-case')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
  });

  it('is started once, however often it is published', async () => {
    const run = await engine.submit(PERMIT);

    const again = await engine.publish('application-submitted', run.caseId, { ...PERMIT, caseId: run.caseId });

    expect(again).toBe('published');
    await run.reaches('Task_DecidePermit');
    expect(run.jobs('register-application')).toHaveLength(1);
  });
});

describe('classification', () => {
  it('is a person’s when the table is not sure, and priority follows it', async () => {
    const run = await engine.submit({ kind: 'incident' });
    await run.completeTask('Task_Classify', { ...CLASSIFIED, impact: 'wide', urgency: 'high' });
    await run.reaches('Task_TakeOver');

    expect(run.jobs('record-classification')[0]?.variables).toMatchObject({
      kind: 'service-request',
      impact: 'wide',
      urgency: 'high',
      priority: 1,
      by: 'person',
    });
  });

  it('comes back to KAC when the agency returns the request', async () => {
    const run = await engine.submit({ ...PERMIT, takeOver: 'person' });
    await run.completeTask('Task_TakeOver', { outcome: 'return' });
    await run.completeTask('Task_Classify', CLASSIFIED);
    await run.completeTask('Task_TakeOver', { outcome: 'accept' });

    await run.reaches('Task_DecidePermit');
    expect(run.jobs('record-classification')).toHaveLength(2);
  });
});

describe('first-line help', () => {
  it('answers an information request at once', async () => {
    const run = await engine.submit(QUESTION);
    await run.completeTask('Task_FirstLineHelp', { outcome: 'answered' });
    await run.reaches('Gateway_AwaitFeedback');
    await engine.publish('feedback-given', run.caseId, { disputed: false });
    await run.ends('End_Closed');

    expect(run.visited()).not.toContain('Task_HandOver');
    expect(run.jobs('close-case')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
  });

  it('hands over what it cannot answer', async () => {
    const run = await engine.submit(QUESTION);
    await run.completeTask('Task_FirstLineHelp', { outcome: 'hand-over' });

    await run.reaches('Task_TakeOver');
  });

  it('clarifies with the client: reminder, last day, then goes on', async () => {
    const run = await engine.submit(QUESTION);
    await run.completeTask('Task_FirstLineHelp', { outcome: 'clarify', questionId: run.caseId, remindAt: await inDays(5), answerByAt: await inDays(10) });
    await run.reaches('Gateway_AwaitAnswer');
    await engine.passTime('P5DT1M');
    await run.reaches('Task_RemindClient');
    await run.reaches('Gateway_AwaitAnswer');
    await engine.passTime('P5D');
    await run.reaches('Task_ExpireQuestion');

    await run.completeTask('Task_FirstLineHelp', { outcome: 'answered' });
    await run.reaches('Gateway_AwaitFeedback');
  });
});

describe('withdrawal', () => {
  it('ends everything, wherever the case stands', async () => {
    const run = await engine.submit(PERMIT);
    await run.reaches('Task_DecidePermit');

    await engine.publish('application-withdrawn', run.caseId);

    await run.ends('End_Withdrawn');
    expect(run.jobs('withdraw-case')).toHaveLength(1);
  });

  it('of a case opened again is taken by the run that has not quite ended: its job says which opening it is of', async () => {
    const old = await engine.submit({ ...PERMIT, attempt: 1 });
    await old.reaches('Task_DecidePermit');
    const reopening = engine.reopen(old.caseId, { ...PERMIT, attempt: 2 });
    await engine.publish('application-withdrawn', old.caseId);
    await old.ends('End_Withdrawn');

    const run = await reopening;
    await run.reaches('Task_Classify');
    // as the job of the old run says it again (web/api/cases/steps/front-office.ts)
    await engine.publish('application-withdrawn', run.caseId);
    await run.ends('End_Withdrawn');

    expect(run.jobs('withdraw-case').map(job => job.variables['attempt'])).toEqual([1, 2]);
  });
});

describe('the deadline keeper', () => {
  it('warns, then escalates a missed deadline without stopping the work', async () => {
    const [warning, due] = [await inDays(8), await inDays(10)];
    engine.answers['register-application'] = () => ({ nextAlarmAt: warning });
    engine.answers['check-deadline'] = ({ nextAlarmAt }) =>
      nextAlarmAt === warning ? { alarm: 'warning', nextAlarmAt: due } : { alarm: 'missed', nextAlarmAt: NEVER };
    engine.answers['record-classification'] = withoutAlarm;
    const run = await engine.submit(PERMIT);
    await run.reaches('Task_DecidePermit');

    await engine.passTime('P8DT1M');
    await run.reaches('Task_CheckDeadline');
    await run.reaches('Gateway_AwaitAlarm');
    await run.reaches('Gateway_AwaitAlarm');
    expect(run.visited()).not.toContain('Task_DecideOverdue');
    await engine.passTime('P2D');
    await run.completeTask('Task_DecideOverdue', { outcome: 'instruct' });
    await run.reaches('End_OverdueDecided');

    expect(run.jobs('record-escalation')[0]?.variables).toMatchObject({ reasonKind: 'deadline' });
    await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
    await run.reaches('Gateway_AwaitFeedback');
    await engine.publish('feedback-given', run.caseId, { disputed: false });
    await run.ends('End_Closed');
    expect(run.jobs('close-case')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
  });

  it('follows a deadline that has changed', async () => {
    engine.answers['register-application'] = () => ({ nextAlarmAt: NEVER });
    const run = await engine.submit(PERMIT);
    await run.reaches('Task_DecidePermit');

    await engine.publish('deadline-changed', run.caseId, { nextAlarmAt: await inDays(1) });
    await run.reaches('Catch_DeadlineChanged');
    await run.reaches('Gateway_AwaitAlarm');
    await run.reaches('Gateway_AwaitAlarm');
    await engine.passTime('P1DT1M');

    await run.reaches('Task_CheckDeadline');
  });
});

it('silence decides where the law says so: the work ends, the case closes by its outcome', async () => {
  const due = await inDays(3);
  engine.answers['register-application'] = () => ({ nextAlarmAt: due });
  engine.answers['record-classification'] = withoutAlarm;
  engine.answers['check-deadline'] = () => ({ alarm: 'silence', nextAlarmAt: NEVER });
  const run = await engine.submit(PERMIT);
  await run.reaches('Task_DecidePermit');

  await engine.passTime('P3DT1M');
  await run.ends('End_Silent');

  expect(run.jobs('record-silence')).toHaveLength(1);
  expect(run.visited()).not.toContain('Task_DecideOverdue');
  expect(run.incidents()).toEqual([]);
});

it('a person escalates: the team lead decides beside the work', async () => {
  const run = await engine.submit(PERMIT);
  await run.reaches('Task_DecidePermit');
  await engine.publish('escalate', run.caseId);
  await run.completeTask('Task_ManageEscalation', { outcome: 'extend' });
  await run.reaches('End_EscalationDecided');

  await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
  await run.reaches('Gateway_AwaitFeedback');
});

it('two escalations of one case are decided each for itself', async () => {
  const soon = await inDays(1);
  let recorded = 0;
  engine.answers['register-application'] = () => ({ nextAlarmAt: soon });
  engine.answers['record-classification'] = withoutAlarm;
  engine.answers['check-deadline'] = () => ({ alarm: 'missed', nextAlarmAt: NEVER });
  engine.answers['record-escalation'] = ({ reasonKind }) => ({ escalationId: `${reasonKind}-${++recorded}` });
  const run = await engine.submit(PERMIT);
  await run.reaches('Task_DecidePermit');
  await engine.passTime('P1DT1M');
  await run.reaches('Task_DecideOverdue');
  await engine.publish('escalate', run.caseId);
  await run.reaches('Task_ManageEscalation');

  expect(run.variables('Task_DecideOverdue')).toMatchObject({ escalationId: 'deadline-1' });
  expect(run.variables('Task_ManageEscalation')).toMatchObject({ escalationId: 'manual-2' });
  expect(run.variables()).not.toHaveProperty('escalationId');
  await run.completeTask('Task_ManageEscalation', { outcome: 'extend' });
  await run.completeTask('Task_DecideOverdue', { outcome: 'instruct' });
  await run.reaches('End_OverdueDecided');
  await run.reaches('End_EscalationDecided');
});

describe('a disputed result', () => {
  const disputed = async () => {
    const run = await engine.submit(PERMIT);
    await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
    await run.reaches('Gateway_AwaitFeedback');
    await engine.publish('feedback-given', run.caseId, { disputed: true });
    return run;
  };

  it('is reopened: classified and carried out once more', async () => {
    const run = await disputed();
    await run.completeTask('Task_ReviewDispute', { outcome: 'reopen' });
    await run.completeTask('Task_Classify', CLASSIFIED);
    await run.completeTask('Task_DecidePermit', { outcome: 'grant' });
    await run.reaches('Gateway_AwaitFeedback');

    expect(run.jobs('reopen-case')).toHaveLength(1);
  });

  it('is closed when the dispute is not founded', async () => {
    const run = await disputed();
    await run.completeTask('Task_ReviewDispute', { outcome: 'close' });
    await run.ends('End_Closed');

    expect(run.jobs('close-case')[0]?.variables).toMatchObject({ outcome: 'fulfilled' });
  });
});
