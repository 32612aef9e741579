import { afterEach, describe, it } from '@jest/globals';
import { FUNERAL_BENEFIT, fillIn, findService, finishTask, submit, takeTask } from '../../../../docker/demo/acts.ts';
import { makeApi } from '../../../../docker/demo/api.ts';
import { listen } from '../../../../docker/demo/changes.ts';
import { getCase } from '../../../../web/contract/cases.ts';
import { listEngineIncidents } from '../../../../web/contract/operations.ts';
import { freshDeceased } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors } from '../../../../tests/e2e/visitors.ts';

/** Longer than the longest pause between two tries of a job. */
const TRY_AGAIN_MS = 20 * 60_000;
const STORY_MS = 240_000;

/** The register fails for hours: the operator sees the cause, and sets the case going again once it is gone. */
describe('technical trouble', () => {
  const { signIn, stack } = useVisitors();
  let over = new AbortController();
  afterEach(async () => {
    over.abort();
    await register(false);
  });

  const register = (down: boolean) =>
    fetch(`${stack.urls.sandbox}/switches/pmlp.person`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ down }),
    });

  it('is seen by the operator with its cause, and retried with a button', async () => {
    // given: a case that needs the register, which does not answer
    over = new AbortController();
    const inTime = AbortSignal.any([over.signal, AbortSignal.timeout(STORY_MS)]);
    const api = makeApi(stack.urls.web, inTime);
    const janis = api.signIn('janis');
    const service = await findService(janis, 'bēres', FUNERAL_BENEFIT);
    const answers = await fillIn(janis, service.id, freshDeceased());
    await register(true);
    const { id: caseId, code } = await submit(janis, service.id, answers.data);
    const vita = api.signIn('vita');
    const vitaHears = listen(vita, inTime);
    await finishTask(vita, await takeTask({ visitor: vita, changes: vitaHears }, caseId, 'Task_TakeOver'), { outcome: 'accept' });

    // when: all tries have failed
    const operator = api.signIn('edgars');
    await vitaHears.until('an incident', async () => {
      const { incidents } = await operator.call(listEngineIncidents);
      if (incidents.some(it => it.caseId === caseId)) return true;
      await stack.advanceClock(TRY_AGAIN_MS);
      return undefined;
    });

    // then: the operator sees it, and once the cause is gone, the case goes on
    const edgars = await signIn('edgars', '/work/incidents');
    const item = edgars.page.getByRole('listitem').filter({ hasText: code });
    await seen(item).toBeVisible();
    await edgars.clean();
    await register(false);
    await item.getByRole('button', { name: /^Mēģināt vēlreiz/ }).click();
    await seen(edgars.page.getByRole('status').filter({ hasText: /^Mēģinām vēlreiz/ })).toBeVisible();
    await seen(item).toHaveCount(0);
    await vitaHears.until('the decision', async () => {
      const it = await vita.call(getCase, { params: { caseId } });
      return it.facts.some(({ source }) => source === 'PMLP') || undefined;
    });
  }, 300_000);
});
