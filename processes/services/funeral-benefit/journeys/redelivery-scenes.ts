import { daysBefore, syntheticCode, syntheticPerson } from '../../../../docker/sandbox/people.ts';
import type { Scenes, Theatre } from '../../../../tests/faults/redelivery/scenes/theatre.ts';

/** Of the sandbox's made-up dead, one that nobody else asks about. */
const DECEASED = syntheticCode(777);

/** Where each job of this service is tried (tests/faults/redelivery), with the agencies' sandbox behind it. */
export function scenes({ office, desks: { at, inProgress, propose, takenTask } }: Theatre): Scenes {
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
    const application = { kind: 'service-request', serviceId: 'funeral-benefit', data: { ...data, dataTrue: true, undertookBurial: true } };
    return { caseId: await inProgress('anna', application) };
  }

  return {
    'funeral-benefit:look-up-death': working,
    'funeral-benefit:look-up-insurance': async () => ({ ...(await working()), deathOn: diedOn() }),
    'funeral-benefit:order-payment': async () => {
      const { caseId } = await working();
      await propose(caseId, { result: 'grant', reasonCode: null, amountCents: 236_000 });
      const place = { processId: 'funeral-benefit', elementId: 'Task_Decide', formId: 'decide-funeral-benefit' };
      const { key, version } = await takenTask(caseId, 'vita', place);
      const data = { outcome: 'grant', grounds: ['insured-person'], amountCents: 236_000 };
      const { status, body } = await at('vita').post(`/api/tasks/${key}/complete`, { version, data });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return { caseId };
    },
  };
}
