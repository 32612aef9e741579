import { describe, expect, it } from '@jest/globals';
import { getCase, getTimeline, listCases } from '../../../../web/contract/cases.ts';
import { getDocument } from '../../../../web/contract/documents.ts';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../../../docker/demo/acts.ts';
import { makeApi, Refused } from '../../../../docker/demo/api.ts';
import { freshDeceased } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors } from '../../../../tests/e2e/visitors.ts';

describe('who may not', () => {
  const { signIn, stack, expectComplaint } = useVisitors();
  const api = makeApi(stack.urls.web, AbortSignal.timeout(600_000));

  it('a citizen does not see another’s case, on screen or through the API', async () => {
    // given
    const anna = api.signIn('anna');
    const service = await findService(anna, 'bēres', FUNERAL_BENEFIT);
    const { id } = await submit(anna, service.id, (await fillIn(anna, service.id, freshDeceased())).data);

    // when
    expectComplaint(/40[34]/);
    const janis = await signIn('janis', '/cases');
    await janis.page.goto(`/cases/${id}`);

    // then
    await seen(janis.page.getByRole('alert')).toBeVisible();
    await janis.clean();
    const other = api.signIn('janis');
    for (const ask of [() => other.call(getCase, { params: { caseId: id } }), () => other.call(getTimeline, { params: { caseId: id } })])
      await expect(ask()).rejects.toBeInstanceOf(Refused);
    await expect(other.bytes(getDocument, { params: { caseId: id, documentId: id } })).rejects.toBeInstanceOf(Refused);
    await expect(other.call(listCases)).rejects.toMatchObject({ slug: 'not-permitted' });
  }, 180_000);

  it('a resident is told clearly that the workplace is for staff', async () => {
    const anna = await signIn('anna', '/work/tasks');

    await seen(anna.page.getByRole('heading', { name: 'Šī ir iestāžu darbinieku darba vieta' })).toBeVisible();
    await anna.clean();
  }, 120_000);

  it('a specialist who is not at a counter cannot register for others', async () => {
    const vita = await signIn('vita', '/work/register');

    await seen(vita.page.getByText('Šis darbs nav Jūsu pienākumos')).toBeVisible();
    await vita.clean();
  }, 120_000);
});
