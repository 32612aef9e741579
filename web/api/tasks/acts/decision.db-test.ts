import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../../tests/support/desks.ts';
import { useOffice } from '../../../../tests/support/office.ts';
import { newId } from '../../../../platform/id.ts';
import { prepareDecision, recordProposal } from '../../cases/steps/execution.ts';

const office = useOffice();
const { at, inProgress, takenTask } = useDesks(office);
const MANY = 200;

const REFUSE = { outcome: 'refuse', grounds: ['address-unknown'] };

/** A case whose decision task Vita has, with what the tables propose. */
async function toDecide(): Promise<{ caseId: string; path: string; version: number }> {
  const caseId = await inProgress();
  await office.step(recordProposal, { caseId, proposal: { result: 'refuse', reasonCode: 'address-unknown', amountCents: null } });
  const { key, version } = await takenTask(caseId);
  return { caseId, path: `/api/tasks/${key}/complete`, version };
}

const letters = (caseId: string) => office.db.document.count({ where: { caseId, kind: 'decision' } });
const count = async (caseId: string) => ({
  decisions: await office.db.decision.count({ where: { caseId } }),
  decided: await office.db.caseEvent.count({ where: { caseId, name: 'decided' } }),
  commands: await office.db.outbox.count({ where: { caseId, command: 'complete-task' } }),
  audited: await office.db.auditEntry.count({ where: { caseId, did: 'task.complete' } }),
});
const ONCE = { decisions: 1, decided: 1, commands: 1, audited: 1 };

describe('a decision is one act (M14)', () => {
  it(`${MANY} presses at once, each an intention of its own: one decision, the others are told that it is done`, async () => {
    const { caseId, path, version } = await toDecide();
    const answers = await Promise.all(Array.from({ length: MANY }, () => at('vita').post(path, { version, data: REFUSE }, randomUUID())));
    const by = (status: number) => answers.filter(it => it.status === status).length;
    expect({ done: by(200), refused: by(409) }).toEqual({ done: 1, refused: MANY - 1 });
    expect(new Set(answers.filter(it => it.status === 409).map(it => it.body.slug))).toEqual(new Set(['already-done']));
    expect(await count(caseId)).toEqual(ONCE);
  }, 120_000);

  it(`${MANY} repeats of one press, after lost answers: one decision, the same answer for all`, async () => {
    const { caseId, path, version } = await toDecide();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: MANY }, () => at('vita').post(path, { version, data: REFUSE }, key)));
    expect(new Set(answers.map(it => it.status))).toEqual(new Set([200]));
    expect(await count(caseId)).toEqual(ONCE);
  }, 120_000);

  it('has one letter, however often the job runs, also side by side', async () => {
    const { caseId, path, version } = await toDecide();
    await at('vita').post(path, { version, data: REFUSE }).expect(200);
    await Promise.all(Array.from({ length: 12 }, () => office.step(prepareDecision, { caseId })));
    expect(await letters(caseId)).toBe(1);
    expect(await office.db.caseEvent.count({ where: { caseId, name: 'document-added' } })).toBe(1);
  }, 60_000);

  it('is not lost when its letter cannot be made (F14): it stands, and the letter comes later', async () => {
    const { caseId, path, version } = await toDecide();
    await at('vita').post(path, { version, data: REFUSE }).expect(200);
    const { db, processes, now, blobs } = office;
    const full = { ...blobs, put: () => Promise.reject(new Error('no space left on device')) };
    await expect(db.$transaction(tx => prepareDecision({ caseId }, { tx, now, newId, processes, blobs: full }))).rejects.toThrow('no space left');
    expect([await count(caseId), await letters(caseId)]).toEqual([ONCE, 0]);

    await office.step(prepareDecision, { caseId });
    expect([await count(caseId), await letters(caseId)]).toEqual([ONCE, 1]);
  });

  it('decided anew after the first could not be carried out has a letter of its own', async () => {
    const { caseId, path, version } = await toDecide();
    await at('vita').post(path, { version, data: REFUSE }).expect(200);
    await office.step(prepareDecision, { caseId });
    office.moveTo('2026-11-02T09:00:00Z');
    const again = await takenTask(caseId);
    await at('vita').post(`/api/tasks/${again.key}/complete`, { version: again.version, data: REFUSE }).expect(200);
    await office.step(prepareDecision, { caseId });
    expect([await office.db.decision.count({ where: { caseId } }), await letters(caseId)]).toEqual([2, 2]);
  });
});
