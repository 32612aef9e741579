import { afterAll, describe, expect, it } from '@jest/globals';
import { finishTask, takeTask } from '../../docker/demo/acts.ts';
import { makeApi } from '../../docker/demo/api.ts';
import { listen } from '../../docker/demo/changes.ts';
import { DEMO_USERS } from '../../docker/sandbox/people.ts';
import { getChange, giveVoice } from '../../web/contract/changes.ts';
import { seen, useVisitors } from './visitors.ts';

const MINUTE_MS = 60_000;
const STORY_MS = 600_000;

/** P5 through the real stack: asked for, voted on, decided, planned, through the gate, brought in at its time, evaluated. */
describe('a change', () => {
  const { signIn, stack } = useVisitors();
  const over = new AbortController();
  afterAll(() => over.abort());

  it(
    'is brought in only when it was approved and its time has come, and is evaluated',
    async () => {
      const api = makeApi(stack.urls.web, AbortSignal.any([over.signal, AbortSignal.timeout(STORY_MS)]));
      const person = (who: string) => {
        const visitor = api.signIn(who);
        return { visitor, changes: listen(visitor, over.signal) };
      };
      const [liga, vitaDoes, vijaDoes] = [person('liga'), person('vita'), person('vija')];
      const work = async (who: typeof liga, caseId: string, element: string, data: Record<string, unknown>) =>
        finishTask(who.visitor, await takeTask(who, caseId, element), data);

      // the manager of services is known from her first visit on
      const mara = await signIn('mara', '/work/changes');

      // given: a change of no service, asked for on the page of changes
      const vita = await signIn('vita', '/work/changes');
      const { page } = vita;
      await seen(page.getByRole('heading', { name: 'Izmaiņas' })).toBeVisible();
      await vita.clean();
      await page.getByRole('button', { name: 'Pieteikt izmaiņu' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Pieteikt izmaiņu' });
      await dialog.getByRole('button', { name: 'Pieteikt izmaiņu' }).press('Enter');
      await seen(dialog.getByText('Uzrakstiet vismaz trīs burtus.')).toBeVisible();
      await vita.clean();
      const subject = `Nomainīt arhīva disku ${Date.now() % 1e6}`;
      await dialog.getByLabel('Kas jāmaina').fill(subject);
      await dialog.getByRole('button', { name: 'Pieteikt izmaiņu' }).press('Enter');
      await page.waitForURL(/\/work\/changes\/[0-9a-f-]{36}$/);
      const id = page.url().split('/').at(-1)!;
      await seen(page.getByText(subject)).toBeVisible();
      await seen(page.getByText('apstiprinājuma', { exact: true })).toBeVisible();
      await vita.clean();

      // when: KAC classifies, level 2 assesses
      await work(liga, id, 'Task_ClassifyChange', { outcome: 'normal', why: 'Disks bojājas', benefit: 'Arhīvs neapstāsies' });
      await work(vitaDoes, id, 'Task_Accept', { outcome: 'accept' });
      await work(vitaDoes, id, 'Task_AssessChange', {
        ...{ outcome: 'assessed', services: [], items: [], effortHours: 4, costEuros: 250, riskLevel: 'low', risk: 'Var zust dienas kopija' },
        ...{ recommends: 'approve', recommendation: 'Citādi disks apstāsies', agenda: 'Vai drīkst darba laikā?' },
      });

      // then: the board is asked; the manager of services votes on her page, by keyboard
      const seenBy = async (who: typeof liga) => who.visitor.call(getChange, { params: { changeId: id } });
      const round = await vijaDoes.changes.until('the board', async () => (await seenBy(vijaDoes)).rounds.find(it => it.kind === 'board' && !it.closedAt));
      await mara.page.reload();
      await seen(mara.page.getByText('Gaida Jūsu balsi').first()).toBeVisible();
      await mara.clean();
      await mara.page.goto(`/work/changes/${id}`);
      await seen(mara.page.getByText('Vai drīkst darba laikā?')).toBeVisible();
      await mara.page.getByRole('button', { name: 'Balsot' }).press('Enter');
      await seen(mara.page.getByText('Izvēlieties vienu.')).toBeVisible();
      await mara.page.getByRole('radio', { name: 'Par', exact: true }).press('Space');
      await mara.page.getByLabel('Viedoklis').fill('Tikai pēc dienas kopijas');
      await mara.clean();
      await mara.page.getByRole('button', { name: 'Balsot' }).press('Enter');
      await seen(mara.page.getByText('Tikai pēc dienas kopijas')).toBeVisible();
      for (const { member } of round.voices.filter(it => it.member.name !== 'Māra Eglīte'))
        await api
          .signIn(usernameOf(member.name))
          .call(giveVoice, { params: { changeId: id }, body: { roundId: round.id, memberId: member.id, vote: 'for', words: null } });

      // and it is decided, planned for some minutes from now, and through the gate
      await work(vijaDoes, id, 'Task_DecideChange', { outcome: 'approve', grounds: 'Padome par', acceptedRisk: 'low', conditions: 'Pēc dienas kopijas' });
      await vitaDoes.changes.until('the approval', async () => (await seenBy(vitaDoes)).status === 'approved' || undefined);
      await page.reload();
      await seen(page.getByText('ieviešanas laika, kas nav pagājis')).toBeVisible();
      await seen(page.getByText('Pēc dienas kopijas', { exact: false }).first()).toBeVisible();
      await vita.clean();
      const [start, end] = [new Date(stack.now().getTime() + 5 * MINUTE_MS), new Date(stack.now().getTime() + 90 * MINUTE_MS)];
      await work(vitaDoes, id, 'Task_PlanChange', {
        ...{
          outcome: 'planned',
          startOn: dayIn(start),
          startTime: timeIn(start),
          endOn: dayIn(end),
          endTime: timeIn(end),
          resources: 'Viens administrators, disks',
        },
        ...{ plannedHours: 3, plannedEuros: 250, planRisk: 'low', backOutPlan: 'Ielikt veco disku', interruption: 'Arhīvs nebūs pieejams', watchDays: 0 },
      });
      await work(vitaDoes, id, 'Task_DevelopChange', { outcome: 'built', tried: 'Disks sagatavots' });
      await work(vitaDoes, id, 'Task_TestChange', { outcome: 'passed', tried: 'Disks lasa un raksta' });
      const before = await seenBy(vitaDoes);
      expect(before).toMatchObject({ status: 'implementing', gate: { open: true } });

      // its time comes
      await stack.advanceClock(6 * MINUTE_MS);
      await work(vitaDoes, id, 'Task_BringIn', { outcome: 'done', tried: 'Disks nomainīts', inUse: [], unavailable: [], retired: [] });
      await work(vitaDoes, id, 'Task_EvaluateChange', { outcome: 'close', goalReached: 'yes', result: 'Arhīvs strādā', actualHours: 2, actualEuros: 240 });
      await vitaDoes.changes.until('the end', async () => (await seenBy(vitaDoes)).status === 'evaluated' || undefined);
      expect(Date.parse((await seenBy(vitaDoes)).implementedAt!)).toBeGreaterThanOrEqual(Math.floor(start.getTime() / MINUTE_MS) * MINUTE_MS);

      // then the whole stands on the tab of its case, too
      await page.goto(`/work/cases/${id}?tab=change`);
      await seen(page.getByRole('heading', { name: 'Izvērtējums' })).toBeVisible();
      await seen(page.getByText('pirms 0, pēc 0')).toBeVisible();
      await vita.clean();
      await page.getByRole('tab', { name: 'Dokumenti' }).click();
      await seen(page.getByText(/Padomes protokols/)).toBeVisible();
      await vita.clean();
    },
    STORY_MS,
  );

  it('the board, what is approved beforehand and the rules are kept by who answers for the services; the calendar is everybody’s', async () => {
    const mara = await signIn('mara', '/work/changes?part=board');
    const { page } = mara;
    await seen(page.getByRole('heading', { name: 'Konsultatīvā padome' })).toBeVisible();
    await mara.clean();
    const title = `Sertifikāta maiņa ${Date.now() % 1e6}`;
    const standards = page.getByRole('form', { name: 'Apstiprināt iepriekš' });
    await standards.getByLabel('Nosaukums').fill(title);
    await standards.getByRole('button', { name: 'Apstiprināt iepriekš' }).press('Enter');
    await seen(standards.getByText('Uzrakstiet vismaz trīs burtus.')).toBeVisible();
    await standards.getByLabel('Kas tiek mainīts un kā').fill('Nomaina sertifikātu pēc parauga');
    await standards.getByLabel('Līdz kurai dienai').fill('2030-12-31');
    await standards.getByRole('button', { name: 'Apstiprināt iepriekš' }).press('Enter');
    await seen(page.getByText(title)).toBeVisible();
    await mara.clean();
    await page.getByRole('button', { name: `Atsaukt: ${title}` }).press('Enter');
    await seen(page.getByText(title)).toHaveCount(0);
    await page.getByLabel('Dienas padomes balsojumam').fill('0');
    await seen(page.getByText('Vesels skaitlis no 1 līdz 60.')).toBeVisible();
    await mara.clean();
    await page.getByRole('tab', { name: 'Kalendārs' }).click();
    await seen(page.getByRole('button', { name: 'Šī nedēļa' })).toBeVisible();
    await mara.clean();
    await page.setViewportSize({ width: 390, height: 844 });
    await mara.clean();
  }, 240_000);
});

const RIGA = { timeZone: 'Europe/Riga' } as const;
const dayIn = (at: Date) => new Intl.DateTimeFormat('en-CA', { ...RIGA, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
const timeIn = (at: Date) => new Intl.DateTimeFormat('en-GB', { ...RIGA, hour: '2-digit', minute: '2-digit' }).format(at);

/** The demo person of a name. */
const usernameOf = (name: string): string => DEMO_USERS.find(it => `${it.givenName} ${it.familyName}` === name)!.username;
