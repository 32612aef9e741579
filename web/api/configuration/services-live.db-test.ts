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
  expect(await offered()).not.toContain('funeral-benefit');
  await at('anna').post('/api/cases', SUBMISSION).expect(404);
  const { services } = (await at('mara').get('/api/configuration/services').expect(200)).body;
  expect(services.find((it: { id: string }) => it.id === 'made-up-permit')).toMatchObject({ needsItems: true, lacks: ['no-items'] });

  // when its item is planned, it is not enough; in use it is, also while it is down
  const item = {
    id: newId(),
    agencyId: 'vsaa',
    identifier: 'P-1',
    name: 'Atļauju sistēma',
    type: 'information-system',
    statusSince: office.now(),
    registeredAt: office.now(),
  };
  await office.db.configurationItem.create({ data: { ...item, services: { create: { serviceId: 'made-up-permit' } } } });
  expect(await offered()).not.toContain('made-up-permit');
  for (const status of ['in-use', 'unavailable']) {
    await office.db.configurationItem.update({ where: { id: item.id }, data: { status } });
    expect(await offered()).toContain('made-up-permit');
  }
  await at('anna').post('/api/cases', SUBMISSION).expect(201);
});
