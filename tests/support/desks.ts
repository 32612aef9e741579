import { beforeAll } from '@jest/globals';
import { acceptCase, recordProposal, type Proposal } from '../../web/api/cases/steps/execution.ts';
import { handOverCase, recordClassification, registerApplication } from '../../web/api/cases/steps/front-office.ts';
import type { useOffice } from './office.ts';

type Office = ReturnType<typeof useOffice>;
type Desk = Awaited<ReturnType<Office['as']>>;
type TaskPlace = Parameters<Office['task']>[1];

const FORM = {
  address: 'Rīga, Brīvības iela 1',
  iban: 'LV80BANK0000435195001',
  resultWay: 'e-account',
  dataTrue: true,
};
/** An application for the made-up permit. */
export const SUBMISSION = { kind: 'service-request', serviceId: 'made-up-permit', data: FORM };
/** A question to the front office. */
export const QUESTION = { kind: 'information-request', serviceId: null, data: {}, subject: 'Kur var saņemt izziņu?' };
export const DECIDE: TaskPlace = { processId: 'made-up-permit', elementId: 'Task_DecidePermit', formId: 'decide-permit' };

/** Demo people at their desks in an office, and cases on their usual way. */
export function useDesks(office: Office) {
  const desks: Record<string, Desk> = {};
  const at = (username: string): Desk => desks[username]!;

  beforeAll(async () => {
    for (const username of ['anna', 'janis', 'liga', 'karlis', 'vita', 'valdis', 'vija', 'viesturs', 'mara', 'pavels', 'valters', 'edgars', 'aija']) {
      desks[username] = await office.as(username);
      await at(username).get('/api/me').expect(200); // the mirror of the person is made at the first request
    }
  });

  async function submit(who = 'anna', body: object = SUBMISSION): Promise<{ id: string; code: string; dueAt: string }> {
    const reply = await at(who).post('/api/cases', body);
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return reply.body;
  }

  return {
    at,
    submit,

    /** A case as far as level 2 working on it. */
    async inProgress(...what: Parameters<typeof submit>): Promise<string> {
      const { id } = await submit(...what);
      await office.step(registerApplication, { caseId: id });
      await office.step(recordClassification, { caseId: id, kind: 'service-request', impact: 'one', urgency: 'medium', by: 'table' });
      await office.step(handOverCase, { caseId: id });
      await office.step(acceptCase, { caseId: id });
      return id;
    },

    /** As the tables of the service would. */
    propose: (caseId: string, proposal: Proposal) => office.step(recordProposal, { caseId, proposal }),

    async takenTask(caseId: string, who = 'vita', task: TaskPlace = DECIDE): Promise<{ key: string; version: number }> {
      const key = await office.task(caseId, task);
      const { version } = (await at(who).post(`/api/tasks/${key}/claim`, { version: 1 }).expect(200)).body;
      return { key, version };
    },
  };
}
