import { acceptCase } from '../../../../web/api/cases/steps/execution.ts';
import { handOverCase, recordClassification, registerApplication } from '../../../../web/api/cases/steps/front-office.ts';
import { askParties, conveneBoard } from '../../../../web/api/changes/rounds.ts';
import { moveChange, openChange } from '../../../../web/api/changes/steps.ts';
import { attachChild, openIncident } from '../../../../web/api/incidents/steps.ts';
import { openProblem } from '../../../../web/api/problems/steps.ts';
import type { ChangeStatus } from '../../../../web/api/changes/status.ts';
import type { Scenes, Theatre } from './theatre.ts';

type Place = { processId: string; elementId: string; formId: string; role?: string; team?: string };

const INCIDENT = { kind: 'incident', serviceId: 'made-up-permit', data: {}, subject: 'Neatveras atļaujas veidlapa' };
const CHANGE = {
  kind: 'change-request',
  serviceId: 'made-up-permit',
  data: {},
  subject: 'Nomainīt veidlapas serveri',
  onBehalf: { clientId: null, channel: 'inside' },
};
const CLASSIFIED = { outcome: 'normal', why: 'Vecais serveris vairs netiek uzturēts', benefit: 'Veidlapa neapstāsies' };
const ASSESSED = {
  outcome: 'assessed',
  services: ['made-up-permit'],
  items: [] as string[],
  effortHours: 16,
  costEuros: 1200.5,
  riskLevel: 'medium',
  risk: 'Var zust sesijas',
  recommends: 'approve',
  recommendation: 'Citādi incidenti turpināsies',
  agenda: 'Vai drīkst naktī?',
};
const PLANNED = {
  outcome: 'planned',
  startOn: '2026-11-10',
  startTime: '22:00',
  endOn: '2026-11-11',
  endTime: '02:00',
  resources: 'Divi administratori',
  plannedHours: 8,
  plannedEuros: 300,
  planRisk: 'medium',
  backOutPlan: 'Atslēgt jauno, ieslēgt veco',
  interruption: 'Veidlapa nebūs pieejama',
  watchDays: 14,
};

/** Jobs of incidents, problems and changes (PROCESSES P3, P4, P5), and of suggestions that become one. */
export function itilScenes(theatre: Theatre): Scenes {
  return { ...incidentScenes(theatre), ...problemScenes(theatre), ...changeScenes(theatre) };
}

/** As far as level 2, whatever the kind. */
function ways({ office, desks: { at, submit, takenTask } }: Theatre) {
  async function withLevel2(caseId: string, kind: string) {
    await office.step(registerApplication, { caseId });
    await office.step(recordClassification, { caseId, kind, impact: 'limited', urgency: 'high', by: 'table' });
    await office.step(handOverCase, { caseId });
    return { caseId };
  }
  async function finish(caseId: string, where: Place, data: object, who = 'vita') {
    const { key, version } = await takenTask(caseId, who, where);
    const { status, body } = await at(who).post(`/api/tasks/${key}/complete`, { version, data });
    if (status !== 200) throw new Error(`${where.elementId}: ${JSON.stringify(body)}`);
  }
  return { withLevel2, finish, submitted: async (body: object, who = 'anna') => (await submit(who, body)).id };
}

function incidentScenes(theatre: Theatre): Scenes {
  const { office } = theatre;
  const { withLevel2, finish, submitted } = ways(theatre);
  const place = (elementId: string, formId: string): Place => ({ processId: 'incident', elementId, formId });
  const ACCEPT = place('Task_AcceptIncident', 'accept-incident');

  const handedOver = async (who?: string) => withLevel2(await submitted(INCIDENT, who), 'incident');
  async function opened(who?: string) {
    const it = await handedOver(who);
    await office.step(openIncident, it);
    return it;
  }
  async function accepted() {
    const it = await opened();
    await finish(it.caseId, ACCEPT, { outcome: 'accept', symptom: 'unavailable' });
    await office.step(acceptCase, it);
    return it;
  }
  async function told(child: { caseId: string }) {
    const parent = await accepted();
    await finish(child.caseId, ACCEPT, { outcome: 'same', symptom: 'unavailable', parentId: parent.caseId });
    return { parent, child };
  }
  async function removed(it: { caseId: string }) {
    await finish(it.caseId, place('Task_Restore', 'restore-incident'), { outcome: 'removed', tried: 'Pārstartēts', usedWorkaround: 'no', causeRemoved: 'no' });
    return it;
  }

  return {
    'open-incident': handedOver,
    'tell-management': opened,
    'attach-child': async () => (await told(await opened('janis'))).child,
    'record-restored': async () => {
      const it = await removed(await accepted());
      await finish(it.caseId, place('Task_Verify', 'verify-restored'), { outcome: 'restored', resolution: 'Veidlapa atkal darbojas.' });
      return it;
    },
    'tell-children': async () => {
      const { parent, child } = await told(await opened('janis'));
      await office.step(attachChild, child);
      return parent;
    },
    'raise-problem': async () => removed(await accepted()),
  };
}

function problemScenes(theatre: Theatre): Scenes {
  const { office, desks } = theatre;
  const { withLevel2, finish } = ways(theatre);
  async function raised() {
    const { body } = await desks.at('vita').post('/api/problems', { subject: 'Veidlapa apstājas', serviceId: 'made-up-permit' }).expect(201);
    return withLevel2(body.id as string, 'problem');
  }

  return {
    'open-problem': raised,
    'move-problem': async () => {
      const it = await raised();
      await office.step(openProblem, it);
      const data = { outcome: 'accept', category: 'software', impact: 'limited', urgency: 'medium' };
      await finish(it.caseId, { processId: 'problem', elementId: 'Task_ClassifyProblem', formId: 'classify-problem' }, data);
      return { ...it, to: 'investigating' };
    },
  };
}

function changeScenes(theatre: Theatre): Scenes {
  const { office, desks } = theatre;
  const { withLevel2, finish, submitted } = ways(theatre);
  const place = (elementId: string, formId: string, more: Partial<Place> = {}): Place => ({
    processId: 'change',
    elementId,
    formId,
    role: 'specialist',
    ...more,
  });
  const to = (it: { caseId: string }, status: ChangeStatus) => office.step(moveChange, { ...it, to: status });

  const handedOver = async () => withLevel2(await submitted(CHANGE, 'vita'), 'change-request');
  async function classified(data: object = CLASSIFIED) {
    const it = await handedOver();
    await office.step(openChange, it);
    await finish(it.caseId, place('Task_ClassifyChange', 'classify-change', { role: 'kac-specialist', team: 'kac' }), data, 'liga');
    return it;
  }
  async function assessed(data: object = CLASSIFIED) {
    const it = await classified(data);
    await to(it, 'classified');
    await office.step(acceptCase, it);
    await to(it, 'assessing');
    await finish(it.caseId, place('Task_AssessChange', 'assess-change'), ASSESSED);
    return it;
  }
  async function withBoard() {
    const it = await assessed();
    await office.step(conveneBoard, it);
    return it;
  }
  async function planned() {
    const it = await withBoard();
    const approved = { outcome: 'approve', grounds: 'Padome par', acceptedRisk: 'medium' };
    await finish(it.caseId, place('Task_DecideChange', 'decide-change', { role: 'service-manager' }), approved, 'vija');
    await to(it, 'approved');
    await finish(it.caseId, place('Task_PlanChange', 'plan-change'), PLANNED);
    return it;
  }
  async function asked() {
    const it = await planned();
    await office.step(askParties, it);
    return it;
  }

  return {
    'open-change': handedOver,
    'move-change': async () => ({ ...(await classified()), to: 'classified' }),
    'convene-board': assessed,
    'close-board': async () => {
      const it = await withBoard();
      office.moveTo('2026-11-08T08:00:00Z');
      return it;
    },
    'apply-standard-change': async () => {
      const standard = { title: 'Sertifikāta maiņa', what: 'Nomaina sertifikātu', acceptedRisk: 'low', validTo: '2026-12-31' };
      const { id: standardId } = (await desks.at('mara').post('/api/standard-changes', standard).expect(201)).body;
      return assessed({ ...CLASSIFIED, outcome: 'standard', standardId });
    },
    'ask-parties': planned,
    'check-change-gate': asked,
    'announce-interruption': asked,
    'record-implemented': async () => {
      const it = await asked();
      await to(it, 'implementing');
      office.moveTo('2026-11-11T00:30:00Z');
      await finish(it.caseId, place('Task_BringIn', 'bring-in-change'), { outcome: 'done', tried: 'Pārslēgts uz jauno' });
      return it;
    },
    'raise-change-request': async () => withLevel2(await submitted({ kind: 'suggestion', serviceId: null, data: {}, subject: 'Īsāka veidlapa' }), 'suggestion'),
    'route-complaint': async () => {
      const { id: clientId } = await office.db.client.findFirstOrThrow({ where: { givenName: 'Anna' } });
      const about = { subject: 'Darbinieks nebija laipns', complainedOfUserId: 'vita', holder: 'vsaa', onBehalf: { clientId, channel: 'counter' } };
      return withLevel2(await submitted({ kind: 'complaint', serviceId: null, data: {}, ...about }, 'liga'), 'complaint');
    },
  };
}
