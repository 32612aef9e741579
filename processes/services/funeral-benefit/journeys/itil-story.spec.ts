import { afterAll, describe, expect, it } from '@jest/globals';
import { FUNERAL_BENEFIT, findService, finishTask, takeTask, untilCase, workEach, type Person } from '../../../../docker/demo/acts.ts';
import { makeApi } from '../../../../docker/demo/api.ts';
import { listen } from '../../../../docker/demo/changes.ts';
import { localDate } from '../../../../platform/local-time.ts';
import { takeCall } from '../../../../tests/e2e/conversations.ts';
import { claim, dropRegistration, finish, openTask } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors } from '../../../../tests/e2e/visitors.ts';
import { getDiagram, giveFeedback, submitCase } from '../../../../web/contract/cases.ts';
import { addBoardMember, getChangeBoard } from '../../../../web/contract/change-board.ts';
import { getChange, giveVoice } from '../../../../web/contract/changes.ts';
import { getItem, registerItem } from '../../../../web/contract/configuration.ts';
import { getIncident, signalIncident } from '../../../../web/contract/incidents.ts';
import { getMe } from '../../../../web/contract/me.ts';
import { getProblem, listProposals } from '../../../../web/contract/problems.ts';
import { listLevelReports, makeLevelReport } from '../../../../web/contract/service-levels.ts';

const STORY_MS = 420_000;
const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000];
const EACH_CHANNEL = 10;
/** Whatever else this stack has seen, these words it has not. */
const word = `rinda${Date.now().toString(36).replace(/\d/g, 'y')}`;

/** Issue 5: thirty incidents by three channels, and what comes of them until there are no more (P3, P4, P5, P6, P10). */
describe('the story of thirty incidents', () => {
  const { signIn, stack } = useVisitors();
  const over = new AbortController();
  afterAll(() => over.abort());

  it(
    'ends with a change that was voted for, with none after it, and with levels measured anew',
    async () => {
      const api = makeApi(stack.urls.web, AbortSignal.any([over.signal, AbortSignal.timeout(STORY_MS - 20_000)]));
      const person = (name: string): Person => {
        const visitor = api.signIn(name);
        return { visitor, changes: listen(visitor, over.signal) };
      };
      const [anna, liga, vita, mara] = [person('anna'), person('liga'), person('vita'), person('mara')];
      const work = async (who: Person, caseId: string, elementId: string, data: Record<string, unknown>) =>
        finishTask(who.visitor, await takeTask(who, caseId, elementId), data);
      /** A clock that is moved before its timer is set does not reach it. */
      const stands = (caseId: string, elementId: string) =>
        vita.changes.until(`the token at ${elementId}`, async () => {
          const { runs } = await vita.visitor.call(getDiagram, { params: { caseId } });
          return runs.some(it => it.active.includes(elementId)) || undefined;
        });
      const { id: serviceId, title } = await findService(anna.visitor, 'bēres', FUNERAL_BENEFIT);

      // given: an item of the service, and a trouble with it that everybody meets
      const identifier = word.toUpperCase();
      const content = {
        identifier,
        name: `Pabalstu ${word}`,
        type: 'information-system',
        owner: 'VSAA',
        release: '1.0',
        attributes: {},
        services: [serviceId],
      };
      const item = await vita.visitor.call(registerItem, { body: { ...content, relations: [] } });
      const turns = Array.from({ length: EACH_CHANNEL }, (_, n) => n);
      const subject = (n: number) => `${word} iestrēgst, kad pabalstu iesniedz ${n}. reizi`;
      const told = (n: number) => ({ kind: 'incident' as const, serviceId, data: {}, subject: subject(n) });
      const made = await Promise.all(
        turns.map(async n => ({
          online: (await anna.visitor.call(submitCase, { body: told(n) })).id,
          phone: (await liga.visitor.call(submitCase, { body: { ...told(n), onBehalf: { clientId: null, channel: 'phone' } } })).id,
          inside: (await vita.visitor.call(signalIncident, { body: { signalKey: `${word} ${n}`, subject: subject(n), serviceId, items: [identifier] } })).id,
        })),
      );
      const online = made.map(it => it.online);
      const all = made.flatMap(it => Object.values(it));

      // then: one problem is proposed out of all of them, and she sees why
      const proposed = await vita.changes.until('a proposal of thirty', async () => {
        const { proposals } = await vita.visitor.call(listProposals, { query: { state: 'open' } });
        return proposals.find(it => all.every(id => it.incidents.some(one => one.id === id)));
      });
      const vitaSits = await signIn('vita', '/work/problems?part=proposals');
      const proposal = vitaSits.page.getByRole('listitem').filter({ hasText: word }).filter({ hasText: 'Kāpēc:' });
      await seen(proposal.getByText(new RegExp(`vienības?:.*${identifier}`))).toBeVisible();
      await seen(proposal.getByRole('listitem')).toHaveCount(proposed.incidents.length);
      await vitaSits.clean();
      await proposal.getByRole('button', { name: 'Jā, pieteikt problēmu' }).click();
      await proposal.getByLabel('Problēma vienā teikumā').fill(`${word} iestrēgst visiem`);
      await proposal.getByRole('button', { name: 'Jā, pieteikt problēmu' }).click();
      await seen(vitaSits.page.getByRole('status').filter({ hasText: /^Pieteikta problēma/ })).toBeVisible();
      const { proposals: accepted } = await vita.visitor.call(listProposals, { query: { state: 'accepted' } });
      const problemId = accepted.find(it => it.id === proposed.id)!.problem!.id;

      // when: its cause is found and a workaround written down
      const classified = { outcome: 'classified', kind: 'incident', impact: 'limited', urgency: 'medium', level1: false, serviceId, holder: 'vsaa' };
      await Promise.all([
        workEach(liga, all, 'Task_Classify', { ...classified, reason: 'Visiem viens un tas pats' }),
        work(vita, problemId, 'Task_ClassifyProblem', { outcome: 'accept', category: 'software', impact: 'wide', urgency: 'high', item: identifier }),
      ]);
      await work(vita, problemId, 'Task_Investigate', { outcome: 'cause', tried: 'Salīdzināti žurnāli', cause: 'Rinda pilnā diskā' });
      const workaround = `Iesniedziet pēc desmit minūtēm: ${word} pa to laiku iztukšojas.`;
      await work(vita, problemId, 'Task_RecordError', { outcome: 'publish', title: `${word} iestrēgst`, symptoms: 'Iesniegšana neizdodas', workaround });
      const problem = () => vita.visitor.call(getProblem, { params: { problemId } });
      const known = await vita.changes.until('the known error', async () => {
        const { knownError } = await problem();
        return knownError?.publishedAt ? knownError : undefined;
      });

      // then: the thirty-first is helped in one call, while their words are being typed
      await dropRegistration(stack.urls.web, 'liga');
      const call = await signIn('liga', '/work/register');
      await takeCall(call, '26 555 777');
      await call.page.getByLabel('Ko klients saka').fill(`man ${word} neizdodas, iesniegšana apstājas`);
      const hint = call.page.getByRole('article').filter({ hasText: word });
      await hint.getByRole('button', { name: /^Nolasīt klientam un atbildēt/ }).click();
      await seen(call.page.getByLabel('Ko atbildējāt')).toHaveValue(workaround);
      await call.page.getByRole('button', { name: 'Saglabāt konsultāciju' }).click();
      await seen(call.page.getByRole('heading', { name: 'Konsultācija saglabāta' })).toBeVisible();

      // and: the thirty are one trouble, restored by the workaround; everybody who told of it hears
      const [parent = '', ...children] = all;
      await work(vita, parent, 'Task_AcceptIncident', { outcome: 'accept', symptom: 'unavailable', item: identifier });
      await workEach(vita, children, 'Task_AcceptIncident', { outcome: 'same', symptom: 'unavailable', item: identifier, parentId: parent });
      await work(vita, parent, 'Task_Diagnose', { outcome: 'workaround', knownErrorId: known.id, tried: 'Zināmā kļūda' });
      await work(vita, parent, 'Task_Restore', { outcome: 'removed', tried: 'Rinda iztukšota', usedWorkaround: 'yes', causeRemoved: 'yes' });
      await work(vita, parent, 'Task_Verify', { outcome: 'restored', resolution: 'Iesniegšana atkal strādā.' });
      const heard = await Promise.all(online.map(id => untilCase(anna, id, 'the result', found => found.status === 'done')));
      expect(heard.map(({ messages }) => messages.filter(it => it.notice === 'N7').length)).toEqual(online.map(() => 1));
      expect((await vita.visitor.call(getIncident, { params: { caseId: parent } })).children).toHaveLength(all.length - 1);

      // when: a change is asked for, and two of its board vote
      const { members } = await mara.visitor.call(getChangeBoard);
      for (const { visitor } of [mara, vita]) {
        const { id: userId } = await visitor.call(getMe);
        const sits = members.some(it => it.person.id === userId && it.service?.id === serviceId); // since an earlier run of this stack
        if (!sits) await mara.visitor.call(addBoardMember, { body: { userId, serviceId, from: localDate(stack.now()) } });
      }
      await work(vita, problemId, 'Task_JudgeOptions', { outcome: 'change', solution: 'Rindai savs disks' });
      const changeId = await vita.changes.until('the change asked for', async () => (await problem()).change?.id);
      const change = () => vita.visitor.call(getChange, { params: { changeId } });
      const reaches = (status: string) =>
        vita.changes.until(`a change ${status}`, async () => {
          const found = await change();
          return found.status === status ? found : undefined;
        });
      await work(liga, changeId, 'Task_ClassifyChange', { outcome: 'normal', why: 'Rinda pilnā diskā', benefit: 'Iesniegšana neiestrēgst' });
      await work(vita, changeId, 'Task_Accept', { outcome: 'accept' });
      await work(vita, changeId, 'Task_AssessChange', {
        ...{ outcome: 'assessed', services: [serviceId], items: [identifier], effortHours: 6, costEuros: 400, riskLevel: 'low' },
        ...{ risk: 'Rinda stāv desmit minūtes', recommends: 'approve', recommendation: 'Darīt, kad klusāk' },
      });
      const { rounds } = await reaches('with-board');
      const maraSits = await signIn('mara', `/work/changes/${changeId}`);
      await maraSits.page.getByRole('radio', { name: 'Par', exact: true }).check();
      await maraSits.page.getByLabel('Viedoklis').fill('Jādara');
      await maraSits.clean();
      await maraSits.page.getByRole('button', { name: 'Balsot' }).click();
      await seen(maraSits.page.getByText('Jādara')).toBeVisible();
      const { id: vitaId } = await vita.visitor.call(getMe);
      await vita.visitor.call(giveVoice, { params: { changeId }, body: { roundId: rounds[0]!.id, memberId: vitaId, vote: 'for', words: 'Jādara' } });

      // and: who manages the service decides, and not whoever assessed it
      await openTask(maraSits, 'unassigned', (await change()).code, 'Lemt par izmaiņu');
      await claim(maraSits);
      await maraSits.clean();
      await maraSits.page.getByLabel('Apstiprināt').check();
      const risk = maraSits.page.locator('.fjs-form-field-select').filter({ hasText: 'Līdz kādam riskam pieņemam' });
      await risk.locator('.fjs-input-group').click();
      await risk.getByText('Zems', { exact: true }).click();
      await finish(maraSits, 'Apstiprināt', { 'Lēmuma pamatojums': 'Padome vienisprātis' });

      // and: it is planned, built, brought in at its time, and watched
      const [start, end] = [new Date(stack.now().getTime() + 5 * MINUTE_MS), new Date(stack.now().getTime() + 90 * MINUTE_MS)];
      await work(vita, changeId, 'Task_PlanChange', {
        ...{ outcome: 'planned', startOn: localDate(start), startTime: localTime(start), endOn: localDate(end), endTime: localTime(end) },
        ...{ resources: 'Divi administratori', plannedHours: 6, plannedEuros: 400, planRisk: 'low', backOutPlan: 'Rinda uz veco disku', watchDays: 1 },
      });
      await work(vita, changeId, 'Task_DevelopChange', { outcome: 'built', tried: 'Disks pievienots' });
      await work(vita, changeId, 'Task_TestChange', { outcome: 'passed', tried: 'Tūkstoš iesniegumu' });
      await stack.advanceClock(6 * MINUTE_MS);
      await work(vita, changeId, 'Task_BringIn', { outcome: 'done', tried: 'Pārslēgts', inUse: [identifier], unavailable: [], retired: [] });
      await reaches('implemented');
      await stands(changeId, 'Timer_Watch');
      await stack.advanceClock(DAY_MS);
      await work(vita, changeId, 'Task_EvaluateChange', {
        outcome: 'close',
        goalReached: 'yes',
        result: 'Vairs neiestrēgst',
        actualHours: 5,
        actualEuros: 380,
      });

      // then: measured against the incidents, of which there are no more; the problem is solved
      const evaluated = await reaches('evaluated');
      expect(evaluated.evaluation).toMatchObject({ goalReached: 'yes', incidentsAfter: 0 });
      expect(evaluated.evaluation!.incidentsBefore).toBeGreaterThanOrEqual(all.length);
      const board = evaluated.rounds.find(it => it.kind === 'board')!;
      expect(board.voices.map(it => it.vote)).toEqual(['for', 'for']);
      expect(board.minutesId).not.toBeNull();
      expect((await vita.visitor.call(getItem, { params: { itemId: item.id } })).status).toBe('in-use');

      // when: two weeks more have passed without any
      const period = () => localDate(stack.now()).slice(0, 7);
      const measured = async () => {
        await mara.visitor.call(makeLevelReport, { body: { period: period() } });
        const { reports } = await mara.visitor.call(listLevelReports, {});
        const report = reports.find(it => it.period === period())!;
        return { period: report.period, ...(report.services.find(it => it.service?.id === serviceId) ?? { closed: 0, rated: 0 }) };
      };
      const before = await measured();
      await stands(problemId, 'Timer_Watch');
      await stack.advanceClock(14 * DAY_MS);
      await work(vita, problemId, 'Task_CheckStopped', { outcome: 'stopped', found: 'Divās nedēļās neviena incidenta' });
      const solved = await vita.changes.until('the problem solved', async () => {
        const found = await problem();
        return found.solvedAt ? found : undefined;
      });
      expect(solved.change).toMatchObject({ outcome: 'fulfilled', incidentsSince: 0 });
      await Promise.all(all.map(id => untilCase(vita, id, 'the end', found => found.status === 'closed')));
      const rated = { rating: 5, comment: 'Izskaidroja uzreiz' };
      await Promise.all(online.map(caseId => anna.visitor.call(giveFeedback, { params: { caseId }, body: rated })));

      // then: levels are measured anew, as she sees them
      const { page } = maraSits;
      await page.goto('/work/service-levels');
      await page.getByRole('button', { name: 'Sagatavot pārskatu' }).click();
      await page.getByRole('dialog').getByLabel('Mēnesis').fill(period());
      await page.getByRole('dialog').getByRole('button', { name: 'Sagatavot', exact: true }).click();
      await seen(page.getByRole('dialog')).toHaveCount(0);
      const after = await measured();
      const [closedBefore, ratedBefore] = after.period === before.period ? [before.closed, before.rated] : [0, 0];
      expect(after.closed - closedBefore).toBeGreaterThanOrEqual(all.length);
      expect(after.rated - ratedBefore).toBe(online.length);
      const report = page.getByRole('region', { name: after.period });
      await seen(
        report
          .locator('summary')
          .filter({ hasText: title.lv })
          .filter({ hasText: String(after.closed) }),
      ).toBeVisible();
      await maraSits.clean();
    },
    STORY_MS,
  );
});

const localTime = (at: Date) => new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Riga', hour: '2-digit', minute: '2-digit' }).format(at);
