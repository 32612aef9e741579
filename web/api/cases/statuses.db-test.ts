import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { readLog } from '../clock/clock.ts';
import { acceptCase, returnCase, tellKac } from './steps/execution.ts';
import {
  beginFirstLine,
  closeCase,
  closeWithdrawn,
  handOverCase,
  informResult,
  recordClassification,
  registerApplication,
  reopenCase,
} from './steps/front-office.ts';
import { handToPartner, takeBack } from './steps/partner.ts';
import { askClient, expireQuestion, recordAnswer } from './steps/question.ts';
import { NEXT_STATUSES, type Status } from './status.ts';

const office = useOffice();
const { at, submit } = useDesks(office);

/** What the model knows of a case: the table of PROCESSES §1.6, and which question and hand-over are open. */
type Model = { status: Status; from: Status | null; questionId: string | null; handOverId: string | null };
type Act = { name: string; to: (model: Model) => Status | null; run: (caseId: string, model: Model) => Promise<unknown> };

const NOTHING = '00000000-0000-7000-8000-000000000000';
const AT = '2026-12-01T09:00:00.000Z';

async function ask(caseId: string, model: Model) {
  const askedAt = office.now();
  const { id } = await office.db.question.create({
    data: { id: crypto.randomUUID(), caseId, text: 'Kur?', askedBy: 'vita', askedAt, answerBy: new Date(AT) },
  });
  await office.step(askClient, { caseId, questionId: id });
  Object.assign(model, { questionId: id, from: model.status });
}

async function hand(caseId: string, model: Model) {
  const { id } = await office.db.escalation.create({ data: { caseId, type: 'functional', from: 'vsaa', to: 'pmlp', reason: 'pārbaudīt', at: office.now() } });
  await office.step(handToPartner, { caseId, handOverId: id, partnerByAt: AT });
  model.handOverId = id;
}

const post = async (who: string, path: string, body: object) => {
  const { status } = await at(who).post(path, body);
  if (status >= 400) throw new Error(`${status}`);
};
const plain = (name: string, to: Status, run: (caseId: string) => Promise<unknown>): Act => ({ name, to: () => to, run });

/** Every act that moves a case, as workers and people take it. */
const ACTS: Act[] = [
  plain('register', 'registered', caseId => office.step(registerApplication, { caseId })),
  plain('classify', 'classified', caseId => office.step(recordClassification, { caseId, kind: 'incident', impact: 'one', urgency: 'low', by: 'person' })),
  plain('first line', 'level1', caseId => office.step(beginFirstLine, { caseId })),
  plain('hand over', 'handed_over', caseId => office.step(handOverCase, { caseId })),
  plain('accept', 'in_progress', caseId => office.step(acceptCase, { caseId })),
  plain('return', 'returned', caseId => office.step(returnCase, { caseId })),
  { name: 'ask', to: () => 'waiting_applicant', run: ask },
  {
    name: 'answer',
    to: it => it.from,
    run: (caseId, it) => office.step(recordAnswer, { caseId, questionId: it.questionId ?? NOTHING }).then(() => void Object.assign(it, { questionId: null })),
  },
  {
    name: 'expire',
    to: it => it.from,
    run: (caseId, it) => office.step(expireQuestion, { caseId, questionId: it.questionId ?? NOTHING }).then(() => void Object.assign(it, { questionId: null })),
  },
  { name: 'to the partner', to: () => 'waiting_level3', run: hand },
  {
    name: 'from the partner',
    to: () => 'in_progress',
    run: (caseId, it) => office.step(takeBack, { caseId, handOverId: it.handOverId ?? NOTHING, partnerResult: 'done' }),
  },
  plain('result', 'done', caseId => office.step(informResult, { caseId })),
  plain('dispute won', 'classified', caseId => office.step(reopenCase, { caseId })),
  plain('close', 'closed', caseId => office.step(closeCase, { caseId })),
  plain('close as withdrawn', 'closed', caseId => office.step(closeWithdrawn, { caseId })),
  plain('opened again by its client', 'classified', caseId => post('anna', `/api/cases/${caseId}/reopening`, { reason: 'Tomēr vajag' })),
  plain('opened again by KAC', 'classified', caseId => post('liga', `/api/cases/${caseId}/reopening`, { reason: 'Mūsu kļūda' })),
];
/** Acts of people that move nothing by themselves: the engine does, afterwards. */
const STILL: Act[] = [
  { name: 'withdraw', to: it => it.status, run: caseId => post('anna', `/api/cases/${caseId}/withdrawal`, { reason: null }) },
  { name: 'void', to: it => it.status, run: caseId => post('liga', `/api/cases/${caseId}/void`, { reason: 'kļūdaini' }) },
  {
    name: 'level 2 tells KAC',
    to: it => (it.status === 'handed_over' ? 'in_progress' : it.status),
    run: caseId => office.step(tellKac, { caseId, outcome: 'fulfilled' }),
  },
];

const lawful = (from: Status, to: Status) => from === to || NEXT_STATUSES[from].includes(to);

it('whatever anybody does in whatever order, a case moves only as PROCESSES §1.6 says, and KAC owns it until it is closed', async () => {
  const tried = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ACTS, ...STILL), { minLength: 8, maxLength: 24 }), async acts => {
      const { id: caseId } = await submit('anna', { kind: 'incident', serviceId: null, data: {}, subject: 'Neatveras veidlapa' });
      const model: Model = { status: 'submitted', from: null, questionId: null, handOverId: null };
      for (const act of acts) {
        const before = model.status;
        const done = await act.run(caseId, model).then(
          () => true,
          () => false,
        );
        const row = await office.db.case.findUniqueOrThrow({ where: { id: caseId } });
        const now = row.status as Status;

        // the table
        if (!done) expect([act.name, now]).toEqual([act.name, before]);
        if (!lawful(before, now)) throw new Error(`${act.name}: from ${before} to ${now}`);
        if (done && now !== before) expect([act.name, now]).toEqual([act.name, act.to({ ...model, status: before })]);
        // the owner, and what closed means
        expect(row.owner).toBe('kac');
        expect(now === 'closed').toBe(row.closedAt !== null);
        if (now === 'closed') expect([row.outcome !== null, row.waitsFor]).toEqual([true, null]);
        if (now === 'waiting_level3') expect([row.team, row.level]).toEqual(['pmlp', 3]);
        model.status = now;
        if (done) tried.add(`${before} → ${now}`);
      }
      // the clock never runs behind a closed case
      const log = await readLog(office.db, caseId);
      if (model.status === 'closed') expect(log.at(-1)?.name).toBe('stopped');
    }),
    { numRuns: 40, seed: 20261121, endOnFailure: true },
  );
  // the walk has been somewhere: most of the table was met
  expect(tried.size).toBeGreaterThan(20);
}, 300_000);
