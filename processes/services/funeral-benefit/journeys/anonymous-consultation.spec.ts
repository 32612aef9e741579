import { describe, expect, it } from '@jest/globals';
import { makeApi } from '../../../../docker/demo/api.ts';
import { countContacts, listMyConsultations } from '../../../../web/contract/contacts.ts';
import { consult } from '../../../../tests/e2e/conversations.ts';
import { dropRegistration } from '../../../../tests/e2e/steps.ts';
import { seen, useVisitors } from '../../../../tests/e2e/visitors.ts';

/** J9: somebody asks at the counter and goes; nobody knows who it was, and it counts. */
describe('an anonymous consultation', () => {
  const { signIn, stack } = useVisitors();

  it('is saved with service and channel, counted, and in no e-account', async () => {
    const api = (who: string) => makeApi(stack.urls.web, AbortSignal.timeout(120_000)).signIn(who);
    const year = { from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' };
    const counts = () => api('liga').call(countContacts, { query: year });
    await dropRegistration(stack.urls.web, 'liga');
    const before = await counts();
    const question = `Kādi dokumenti vajadzīgi bēru pabalstam? ${Date.now()}`;

    const liga = await signIn('liga', '/work/register');
    await liga.page.getByRole('button', { name: 'Bez identifikācijas' }).click();
    await seen(liga.page.getByText(/Klients nav identificēts: sniedziet vispārīgu/)).toBeVisible();
    await liga.page.getByLabel('Ko klients saka').fill('bēres');
    await seen(liga.page.getByRole('button', { name: /Apbedīšanas pabalsts/ })).toBeVisible();
    await liga.clean();
    await consult(liga, question, 'Miršanas fakts jau ir reģistrā; vajag tikai konta numuru.');
    await liga.clean();

    const after = await counts();
    expect(after.contacts).toBe(before.contacts + 1);
    expect(after.byIdentification.anonymous).toBe((before.byIdentification.anonymous ?? 0) + 1);
    expect(after.byChannel.counter).toBe((before.byChannel.counter ?? 0) + 1);
    expect(after.byService.reduce((sum, it) => sum + it.count, 0)).toBe(before.byService.reduce((sum, it) => sum + it.count, 0) + 1);
    for (const who of ['anna', 'janis']) {
      const { consultations } = await api(who).call(listMyConsultations, { query: { limit: 100 } });
      expect(consultations.map(it => it.question)).not.toContain(question);
    }
  }, 240_000);
});
