import { expect, it } from '@jest/globals';
import { SUBMISSION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { newId } from '../../../platform/id.ts';
import { TYPICAL_PLAN } from '../../contract/configuration-plan.ts';

const office = useOffice();
const { at } = useDesks(office);

it('P6.3: a service is offered only with its items, where its holder says so', async () => {
  office.moveTo('2026-11-02T08:00:00Z');
  const offered = async () => (await at('anna').get('/api/services').expect(200)).body.services.map((it: { id: string }) => it.id);
  expect(await offered()).toContain('made-up-permit');
  const { version } = (await at('mara').get('/api/configuration/plans/vsaa').expect(200)).body;
  await at('mara')
    .post('/api/configuration/plans/vsaa', { data: { ...TYPICAL_PLAN, servicesNeedItems: true }, validFrom: '2026-11-02', why: 'Tikai ar vienībām', version })
    .expect(201);

  // then what rests on nothing known, and what names items nobody has registered, is not offered
  expect(await offered()).not.toContain('made-up-permit');
  await at('anna').post('/api/cases', SUBMISSION).expect(404);
  const { services } = (await at('mara').get('/api/configuration/services').expect(200)).body;
  expect(services.find((it: { id: string }) => it.id === 'made-up-permit')).toMatchObject({ needsItems: true, lacks: ['not-registered'] });

  // when those it names are planned, it is not enough; in use they are, also while one is down
  const [first, ...others] = ['made-up-addresses', 'made-up-cases', 'made-up-payments'];
  const type = 'information-system';
  const since = { statusSince: office.now(), registeredAt: office.now() };
  for (const identifier of [first!, ...others])
    await office.db.configurationItem.create({ data: { id: newId(), agencyId: 'vsaa', identifier, name: 'Atļauju sistēma', type, ...since } });
  const put = (status: string, identifiers: string[]) =>
    office.db.configurationItem.updateMany({ where: { identifier: { in: identifiers } }, data: { status } });
  await put('in-use', others);
  expect(await offered()).not.toContain('made-up-permit');
  for (const status of ['in-use', 'unavailable']) {
    await put(status, [first!]);
    expect(await offered()).toContain('made-up-permit');
  }
  await at('anna').post('/api/cases', SUBMISSION).expect(201);
});
