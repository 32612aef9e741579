import { acceptCase, recordProposal } from '../../../../web/api/cases/steps/execution.ts';
import { handOverCase, recordClassification, registerApplication } from '../../../../web/api/cases/steps/front-office.ts';
import { daysBefore, syntheticCode, syntheticPerson } from '../../../../docker/sandbox/people.ts';
import type { Scenes, Theatre } from './theatre.ts';

/** Of the sandbox's made-up dead, one that nobody else asks about. */
const DECEASED = syntheticCode(777);

/** Jobs of services, with the agencies' sandbox behind them. */
export function serviceScenes({ office, desks: { at, submit, takenTask } }: Theatre): Scenes {
  const diedOn = () => daysBefore(office.now(), syntheticPerson(DECEASED)?.diedDaysAgo ?? 14);
  async function working() {
    const data = {
      deceasedCode: DECEASED,
      diedOn: diedOn(),
      iban: 'LV80BANK0000435195001',
      phone: '+371 20000000',
      email: 'anna@pietura.example',
      resultWay: 'e-account',
    };
    const { id: caseId } = await submit('anna', {
      kind: 'service-request',
      serviceId: 'funeral-benefit',
      data: { ...data, dataTrue: true, undertookBurial: true },
    });
    await office.step(registerApplication, { caseId });
    await office.step(recordClassification, { caseId, kind: 'service-request', impact: 'one', urgency: 'medium', by: 'table' });
    await office.step(handOverCase, { caseId });
    await office.step(acceptCase, { caseId });
    return { caseId };
  }

  return {
    'funeral-benefit:look-up-death': working,
    'funeral-benefit:look-up-insurance': async () => ({ ...(await working()), deathOn: diedOn() }),
    'funeral-benefit:order-payment': async () => {
      const { caseId } = await working();
      await office.step(recordProposal, { caseId, proposal: { result: 'grant', reasonCode: null, amountCents: 236_000 } });
      const place = { processId: 'funeral-benefit', elementId: 'Task_Decide', formId: 'decide-funeral-benefit' };
      const { key, version } = await takenTask(caseId, 'vita', place);
      const data = { outcome: 'grant', grounds: ['insured-person'], amountCents: 236_000 };
      const { status, body } = await at('vita').post(`/api/tasks/${key}/complete`, { version, data });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return { caseId };
    },
  };
}
